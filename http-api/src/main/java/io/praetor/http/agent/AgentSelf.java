// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.agent;

import static io.praetor.wire.Codecs.ANY;
import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `/v1/agent/self` answers. Clients read the small `Config`; people read the rest.
///
/// @param debugConfig the effective configuration as a tree, secrets hidden
/// @param coord the node's network coordinate, null while coordinates are off
/// @param stats figures of each part, as texts
/// @param meta the node's metadata
/// @param xds how proxies reach this agent, null when they cannot
public record AgentSelf(
    Config config,
    Map<String, @Nullable Object> debugConfig,
    @Nullable Coord coord,
    Member member,
    Map<String, Map<String, String>> stats,
    Map<String, String> meta,
    @Nullable Xds xds) {

  public record Config(
      String datacenter,
      String primaryDatacenter,
      String nodeName,
      String nodeId,
      String revision,
      boolean server,
      String version,
      String buildDate,
      String bindAddr) {}

  /// A point of the network coordinate system.
  public record Coord(List<Double> vec, double error, double adjustment, double height) {
    public Coord {
      vec = List.copyOf(vec);
    }
  }

  /// @param port the TLS port, or the plain one without TLS
  public record Xds(
      Map<String, List<String>> supportedProxies, int port, int plaintextPort, int tlsPort) {
    public Xds {
      supportedProxies = Map.copyOf(supportedProxies);
    }
  }

  private record Ports(int plaintext, int tls) {}

  private static final Struct<Config> CONFIG =
      Struct.<Config>named("Config")
          .field("Datacenter", STRING, Config::datacenter)
          .field("PrimaryDatacenter", STRING, Config::primaryDatacenter)
          .field("NodeName", STRING, Config::nodeName)
          .field("NodeID", STRING, Config::nodeId)
          .field("Revision", STRING, Config::revision)
          .field("Server", BOOL, Config::server)
          .field("Version", STRING, Config::version)
          .field("BuildDate", STRING, Config::buildDate)
          .field("BindAddr", STRING, Config::bindAddr)
          .build(
              v ->
                  new Config(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8)));

  private static final Struct<Coord> COORD =
      Struct.<Coord>named("Coordinate")
          .field("Vec", Codecs.list(Codecs.DOUBLE), Coord::vec)
          .field("Error", Codecs.DOUBLE, Coord::error)
          .field("Adjustment", Codecs.DOUBLE, Coord::adjustment)
          .field("Height", Codecs.DOUBLE, Coord::height)
          .build(v -> new Coord(v.get(0), v.get(1), v.get(2), v.get(3)));

  private static final Struct<Ports> PORTS =
      Struct.<Ports>named("XDSPorts")
          .field("Plaintext", INT, Ports::plaintext)
          .field("TLS", INT, Ports::tls)
          .build(v -> new Ports(v.get(0), v.get(1)));

  private static final Struct<Xds> XDS =
      Struct.<Xds>named("XDSSelf")
          .field("SupportedProxies", map(Codecs.STRINGS), Xds::supportedProxies)
          .field("Port", INT, Xds::port)
          .field("Ports", PORTS, xds -> new Ports(xds.plaintextPort, xds.tlsPort))
          .build(
              v -> {
                Ports ports = v.get(2);
                return new Xds(v.get(0), v.get(1), ports.plaintext(), ports.tls());
              });

  public static final Struct<AgentSelf> CODEC =
      Struct.<AgentSelf>named("Self")
          .field("Config", CONFIG, AgentSelf::config)
          .field("DebugConfig", map(ANY), AgentSelf::debugConfig)
          .field("Coord", nullable(COORD), AgentSelf::coord)
          .field("Member", Member.CODEC, AgentSelf::member)
          .field("Stats", map(map(STRING)), AgentSelf::stats)
          .field("Meta", map(STRING), AgentSelf::meta)
          .omitEmpty("xDS", nullable(XDS), AgentSelf::xds)
          .build(
              v ->
                  new AgentSelf(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));
}
