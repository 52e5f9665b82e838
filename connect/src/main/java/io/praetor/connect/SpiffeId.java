// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whom a certificate of the mesh is for, as the URI in it says (the forms of Consul 1.22.5). The host
/// is the trust domain of the cluster. Partitions other than the default one are parts of Enterprise.
public sealed interface SpiffeId {
  String host();

  /// The part behind the host, escaped.
  String path();

  /// The same in another trust domain.
  SpiffeId in(String host);

  default String uri() {
    return SCHEME + host() + path();
  }

  /// Whether a cluster with this trust domain may vouch for it.
  default boolean isIn(String trustDomain) {
    return host().toLowerCase(Locale.ROOT).equals(trustDomain.toLowerCase(Locale.ROOT));
  }

  /// A service of the mesh.
  record Service(String host, String namespace, String datacenter, String service)
      implements SpiffeId {
    @Override
    public String path() {
      return "/ns/" + escape(namespace) + "/dc/" + escape(datacenter) + "/svc/" + escape(service);
    }

    @Override
    public Service in(String other) {
      return new Service(other, namespace, datacenter, service);
    }
  }

  /// A client agent.
  record Agent(String host, String datacenter, String agent) implements SpiffeId {
    @Override
    public String path() {
      return "/agent/client/dc/" + escape(datacenter) + "/id/" + escape(agent);
    }

    @Override
    public Agent in(String other) {
      return new Agent(other, datacenter, agent);
    }
  }

  /// Any server of a datacenter.
  record Server(String host, String datacenter) implements SpiffeId {
    @Override
    public String path() {
      return "/agent/server/dc/" + escape(datacenter);
    }

    @Override
    public Server in(String other) {
      return new Server(other, datacenter);
    }
  }

  /// A mesh gateway of a datacenter.
  record MeshGateway(String host, String datacenter) implements SpiffeId {
    @Override
    public String path() {
      return "/gateway/mesh/dc/" + escape(datacenter);
    }

    @Override
    public MeshGateway in(String other) {
      return new MeshGateway(other, datacenter);
    }
  }

  /// A certificate authority of the trust domain.
  record Signing(String host) implements SpiffeId {
    @Override
    public String path() {
      return "";
    }

    @Override
    public Signing in(String other) {
      return new Signing(other);
    }
  }

  String SCHEME = "spiffe://";

  /// Reads a URI.
  ///
  /// @throws InvalidRequestException when it has none of the forms above
  static SpiffeId parse(String uri) throws InvalidRequestException {
    if (!uri.startsWith(SCHEME)) {
      throw new InvalidRequestException("SPIFFE ID must have 'spiffe' scheme");
    }
    String rest = uri.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    Matcher matcher = Forms.SERVICE.matcher(path);
    if (matcher.matches()) {
      return new Service(
          host,
          unescape(matcher.group(1), "namespace"),
          unescape(matcher.group(2), "datacenter"),
          unescape(matcher.group(3), "service"));
    }
    matcher = Forms.AGENT.matcher(path);
    if (matcher.matches()) {
      return new Agent(
          host, unescape(matcher.group(1), "datacenter"), unescape(matcher.group(2), "node"));
    }
    matcher = Forms.MESH_GATEWAY.matcher(path);
    if (matcher.matches()) {
      return new MeshGateway(host, unescape(matcher.group(1), "datacenter"));
    }
    matcher = Forms.SERVER.matcher(path);
    if (matcher.matches()) {
      return new Server(host, unescape(matcher.group(1), "datacenter"));
    }
    if (path.isEmpty() && host.indexOf('.') > 0) {
      return new Signing(host);
    }
    throw new InvalidRequestException("SPIFFE ID is not in the expected format: " + uri);
  }

  /// What the paths look like.
  final class Forms {
    private static final Pattern SERVICE =
        Pattern.compile("(?:/ap/default)?/ns/([^/]+)/dc/([^/]+)/svc/([^/]+)");
    private static final Pattern AGENT =
        Pattern.compile("(?:/ap/default)?/agent/client/dc/([^/]+)/id/([^/]+)");
    private static final Pattern MESH_GATEWAY =
        Pattern.compile("(?:/ap/default)?/gateway/mesh/dc/([^/]+)");
    private static final Pattern SERVER = Pattern.compile("/agent/server/dc/([^/]+)");
    private static final String UNESCAPED = "-_.~$&+:=@!'()*,;";

    private Forms() {}
  }

  private static String escape(String segment) {
    StringBuilder out = new StringBuilder(segment.length());
    for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || Forms.UNESCAPED.indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }

  private static String unescape(String segment, String what) throws InvalidRequestException {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.write(bytes[i]);
        continue;
      }
      int high = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        String rest = segment.substring(Math.min(segment.indexOf('%'), segment.length()));
        throw new InvalidRequestException(
            "Invalid " + what + ": invalid URL escape \"" + head(rest) + "\"");
      }
      out.write(high << 4 | low);
      i += 2;
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String head(String text) {
    return text.length() > 3 ? text.substring(0, 3) : text;
  }
}
