// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiSettings;
import io.praetor.cli.client.Endpoint;
import io.praetor.wire.GoQuote;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command that talks to an agent. Adds the flags that all of these share, and settles them with the CONSUL_*
/// environment: a flag beats a variable, a token file beats a token.
abstract class ClientCommand extends Command {
  private static final String DEFAULT_ADDRESS = "127.0.0.1:8500";

  /// Groups of flags beyond those of each HTTP request.
  enum Share {
    /// Which datacenter, and whether a server that is not the leader may answer.
    SERVER,
    NAMESPACE,
    PARTITION
  }

  private final Flag<String> address =
      http(
          "http-addr",
          "address",
          "Address of the agent's HTTP API, as host:port, a URL or unix:///path. Falls back to CONSUL_HTTP_ADDR, then to http://127.0.0.1:8500.");
  private final Flag<String> token =
      http(
          "token",
          "value",
          "ACL token of the request. Falls back to CONSUL_HTTP_TOKEN, then to the agent's own token.");
  private final Flag<String> tokenFile =
      http(
          "token-file",
          "value",
          "File that holds the ACL token. Falls back to CONSUL_HTTP_TOKEN_FILE.");
  private final Flag<String> caFile =
      http(
          "ca-file",
          "value",
          "PEM file of the certificate authorities to trust. Falls back to CONSUL_CACERT.");
  private final Flag<String> caPath =
      http(
          "ca-path",
          "value",
          "Folder of PEM files of the certificate authorities to trust. Falls back to CONSUL_CAPATH.");
  private final Flag<String> clientCert =
      http(
          "client-cert",
          "value",
          "PEM file of the client certificate. Falls back to CONSUL_CLIENT_CERT.");
  private final Flag<String> clientKey =
      http(
          "client-key",
          "value",
          "PEM file of the client certificate's key. Falls back to CONSUL_CLIENT_KEY.");
  private final Flag<String> tlsServerName =
      http(
          "tls-server-name",
          "value",
          "Name to expect in the server's certificate. Falls back to CONSUL_TLS_SERVER_NAME.");
  private final @Nullable Flag<String> datacenter;
  private final @Nullable Flag<Boolean> stale;
  private final @Nullable Flag<String> namespace;
  private final @Nullable Flag<String> partition;

  ClientCommand(Share... shares) {
    List<Share> wanted = List.of(shares);
    boolean server = wanted.contains(Share.SERVER);
    datacenter =
        server
            ? http("datacenter", "value", "Datacenter to ask; that of the agent unless given.")
            : null;
    stale =
        server
            ? flags.http(
                "stale",
                FlagType.BOOL,
                false,
                "",
                "Let any server answer a read, not only the leader; the data may be older.")
            : null;
    namespace =
        wanted.contains(Share.NAMESPACE)
            ? flags.string("namespace", "Namespace to use, a feature of Consul Enterprise.")
            : null;
    partition =
        wanted.contains(Share.PARTITION)
            ? flags.string("partition", "Admin partition to use, a feature of Consul Enterprise.")
            : null;
  }

  private Flag<String> http(String name, String placeholder, String help) {
    return flags.http(name, FlagType.STRING, "", placeholder, help);
  }

  /// A client for the agent that flags and environment name.
  protected ApiClient connect(Terminal terminal) throws Failure {
    try {
      return new ApiClient(settings(terminal));
    } catch (ApiError e) {
      throw new Failure("Error connecting to Consul agent: " + e.text());
    }
  }

  /// Something that asks the agent.
  @FunctionalInterface
  interface Call<T> {
    T run() throws ApiError;
  }

  /// Something that tells the agent.
  @FunctionalInterface
  interface Action {
    void run() throws ApiError;
  }

  /// The result of a call; a failed one ends the command with `what` before the reason.
  protected static <T> T asking(String what, Call<T> call) throws Failure {
    try {
      return call.run();
    } catch (ApiError e) {
      throw new Failure(what + ": " + e.text());
    }
  }

  /// Runs an action; a failed one ends the command with `what` before the reason.
  protected static void telling(String what, Action action) throws Failure {
    try {
      action.run();
    } catch (ApiError e) {
      throw new Failure(what + ": " + e.text());
    }
  }

  /// The datacenter that the command line names, or empty.
  protected String datacenter() {
    return datacenter == null ? "" : datacenter.value();
  }

  protected String partition() {
    return partition == null ? "" : partition.value();
  }

  protected boolean stale() {
    return stale != null && stale.value();
  }

  private ApiSettings settings(Terminal terminal) throws ApiError, Failure {
    String scheme = envBool(terminal, "CONSUL_HTTP_SSL", false) ? "https" : "http";
    String where = or(address, terminal.env("CONSUL_HTTP_ADDR"));
    return new ApiSettings(
        Endpoint.parse(where.isEmpty() ? DEFAULT_ADDRESS : where, scheme),
        token(terminal),
        terminal.env("CONSUL_HTTP_AUTH"),
        new ApiSettings.Tls(
            or(caFile, terminal.env("CONSUL_CACERT")),
            or(caPath, terminal.env("CONSUL_CAPATH")),
            or(clientCert, terminal.env("CONSUL_CLIENT_CERT")),
            or(clientKey, terminal.env("CONSUL_CLIENT_KEY")),
            or(tlsServerName, terminal.env("CONSUL_TLS_SERVER_NAME")),
            envBool(terminal, "CONSUL_HTTP_SSL_VERIFY", true)),
        defaults(terminal));
  }

  private Map<String, String> defaults(Terminal terminal) {
    Map<String, String> query = new HashMap<>();
    putUnlessEmpty(query, "dc", datacenter());
    putUnlessEmpty(
        query, "ns", namespace == null ? "" : or(namespace, terminal.env("CONSUL_NAMESPACE")));
    putUnlessEmpty(
        query,
        "partition",
        partition == null ? "" : or(partition, terminal.env("CONSUL_PARTITION")));
    if (stale()) {
      query.put("stale", "");
    }
    return query;
  }

  private static void putUnlessEmpty(Map<String, String> query, String name, String value) {
    if (!value.isEmpty()) {
      query.put(name, value);
    }
  }

  private String token(Terminal terminal) throws Failure {
    String fromEnvironment = token.given() ? "" : terminal.env("CONSUL_HTTP_TOKEN_FILE");
    String file = or(tokenFile, fromEnvironment);
    if (file.isEmpty()) {
      return or(token, terminal.env("CONSUL_HTTP_TOKEN"));
    }
    try {
      return InputFiles.text(terminal, file).strip();
    } catch (Failure e) {
      throw new Failure(
          "Error connecting to Consul agent: Error loading token file " + file + " : " + e.text());
    }
  }

  private static String or(Flag<String> flag, String fallback) {
    return flag.value().isEmpty() ? fallback : flag.value();
  }

  private static boolean envBool(Terminal terminal, String name, boolean fallback) {
    String text = terminal.env(name);
    if (text.isEmpty()) {
      return fallback;
    }
    if (GoText.bool(text).isEmpty()) {
      String quoted = GoQuote.quote(text).replace("\"", "\\\"");
      String warning =
          Instant.now().truncatedTo(ChronoUnit.MILLIS)
              + " [WARN]  consul-api: could not parse "
              + name
              + ": error=\"strconv.ParseBool: parsing "
              + quoted
              + ": invalid syntax\"\n";
      // Twice, because Consul's client reads its environment twice.
      terminal.err().print(warning + warning);
    }
    return GoText.bool(text).orElse(false);
  }
}
