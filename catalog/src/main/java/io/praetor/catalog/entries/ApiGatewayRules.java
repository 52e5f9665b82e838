// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.require;

import io.praetor.wire.GoQuote;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of api-gateway.
final class ApiGatewayRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");
  private static final String INLINE = "inline-certificate";
  private static final String FILES = "file-system-certificate";
  private static final int MAX_PORT = 65535;

  private ApiGatewayRules() {}

  static ApiGateway normal(ApiGateway body) {
    List<ApiGateway.Listener> listeners = body.listeners();
    return new ApiGateway(
        listeners == null ? null : listeners.stream().map(ApiGatewayRules::normal).toList(),
        RouteStatus.NONE);
  }

  private static ApiGateway.Listener normal(ApiGateway.Listener listener) {
    ApiGateway.Tls tls = listener.tls();
    return new ApiGateway.Listener(
        listener.name(),
        listener.hostname(),
        listener.port(),
        listener.protocol().toLowerCase(Locale.ROOT),
        new ApiGateway.Tls(
            certificates(tls.certificates()),
            tls.maxVersion(),
            tls.minVersion(),
            tls.cipherSuites()),
        listener.override(),
        listener.fallback(),
        listener.maxRequestHeadersKb());
  }

  private static @Nullable List<ResourceReference> certificates(
      @Nullable List<ResourceReference> certificates) {
    return certificates == null
        ? null
        : certificates.stream()
            .map(
                one ->
                    one.kind().isEmpty()
                        ? new ResourceReference(INLINE, one.name(), one.sectionName())
                        : one)
            .toList();
  }

  static void check(ConfigEntry entry, ApiGateway body) {
    List<ApiGateway.Listener> listeners = Forms.items(body.listeners());
    require(!listeners.isEmpty(), "api gateway must have at least one listener");
    Set<String> names = new HashSet<>();
    Map<Integer, ApiGateway.Listener> ports = new HashMap<>();
    for (ApiGateway.Listener listener : listeners) {
      require(
          NAME.matcher(listener.name()).matches(),
          "listener name "
              + GoQuote.quote(listener.name())
              + " is invalid, must be at least 1 character and contain only letters, numbers, or"
              + " dashes");
      require(
          names.add(listener.name()),
          "found multiple listeners with the name " + GoQuote.quote(listener.name()));
    }
    for (ApiGateway.Listener listener : listeners) {
      ApiGateway.Listener other = ports.putIfAbsent(listener.port(), listener);
      require(
          other == null || other.protocol().equals(listener.protocol()),
          "listeners "
              + GoQuote.quote(other == null ? "" : other.name())
              + " and "
              + GoQuote.quote(listener.name())
              + " cannot be merged");
    }
    listeners.forEach(ApiGatewayRules::listener);
    EntryRules.storedName(entry);
  }

  private static void listener(ApiGateway.Listener listener) {
    boolean tcp = listener.protocol().equals("tcp");
    require(
        tcp || listener.protocol().equals("http"),
        "unsupported listener protocol "
            + GoQuote.quote(listener.protocol())
            + ", must be one of 'tcp', or 'http'");
    require(
        listener.hostname().isEmpty() || !tcp,
        "hostname specification is not supported when using TCP");
    require(
        listener.port() > 0 && listener.port() <= MAX_PORT,
        "listener port " + listener.port() + " not in the range 1-65535");
    String host = listener.hostname();
    require(
        !(host.startsWith("*.") ? host.substring(2) : host).contains("*"),
        "host "
            + GoQuote.quote(host)
            + " is not valid, a wildcard specifier is only allowed as the left-most label");
    ApiGateway.Tls tls = listener.tls();
    for (ResourceReference certificate : Forms.items(tls.certificates())) {
      require(
          certificate.kind().equals(INLINE) || certificate.kind().equals(FILES),
          "unsupported certificate kind: "
              + GoQuote.quote(certificate.kind())
              + ", must be 'file-system-certificate' or 'inline-certificate'");
      require(!certificate.name().isEmpty(), "certificate reference must have a name");
    }
    TlsRules.check("", tls.minVersion(), tls.maxVersion(), tls.cipherSuites());
  }
}
