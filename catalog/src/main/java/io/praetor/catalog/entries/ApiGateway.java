// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The listeners of an API gateway; routes are bound to them.
public record ApiGateway(@Nullable List<Listener> listeners, RouteStatus status)
    implements EntryBody {
  public static final Struct<ApiGateway> CODEC =
      Struct.<ApiGateway>named("APIGatewayConfigEntry")
          .field("Listeners", nullable(list(Listener.CODEC)), ApiGateway::listeners)
          .field("Status", RouteStatus.CODEC, ApiGateway::status)
          .build(v -> new ApiGateway(v.get(0), v.get(1)));

  /// A port that routes can be bound to.
  public record Listener(
      String name,
      String hostname,
      int port,
      String protocol,
      Tls tls,
      @Nullable Policy override,
      @Nullable Policy fallback,
      @Nullable Integer maxRequestHeadersKb) {
    public static final Struct<Listener> CODEC =
        Struct.<Listener>named("APIGatewayListener")
            .field("Name", STRING, Listener::name)
            .field("Hostname", STRING, Listener::hostname)
            .field("Port", INT, Listener::port)
            .field("Protocol", STRING, Listener::protocol)
            .field("TLS", Tls.CODEC, Listener::tls)
            .omitEmpty("Override", nullable(Policy.CODEC), Listener::override)
            .omitEmpty("Default", nullable(Policy.CODEC), Listener::fallback)
            .omitEmpty("MaxRequestHeadersKB", nullable(Forms.UINT32), Listener::maxRequestHeadersKb)
            .build(
                v ->
                    new Listener(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                        v.get(7)));
  }

  /// The certificates of a listener.
  public record Tls(
      @Nullable List<ResourceReference> certificates,
      String maxVersion,
      String minVersion,
      @Nullable List<String> cipherSuites) {
    public static final Struct<Tls> CODEC =
        Struct.<Tls>named("APIGatewayTLSConfiguration")
            .field("Certificates", nullable(list(ResourceReference.CODEC)), Tls::certificates)
            .field("MaxVersion", STRING, Tls::maxVersion)
            .field("MinVersion", STRING, Tls::minVersion)
            .field("CipherSuites", nullable(list(STRING)), Tls::cipherSuites)
            .build(v -> new Tls(v.get(0), v.get(1), v.get(2), v.get(3)));
  }

  /// What holds for all routes of a listener.
  public record Policy(@Nullable JwtRequirement jwt) {
    public static final Struct<Policy> CODEC =
        Struct.<Policy>named("APIGatewayPolicy")
            .omitEmpty("JWT", nullable(JwtRequirement.CODEC), Policy::jwt)
            .build(v -> new Policy(v.get(0)));
  }

  /// Which tokens requests need: without members in this edition.
  public record JwtRequirement() {
    public static final Struct<JwtRequirement> CODEC =
        Struct.<JwtRequirement>named("APIGatewayJWTRequirement").build(v -> new JwtRequirement());
  }
}
