// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.cluster;

import io.praetor.agent.members.ServerTags;
import io.praetor.http.agent.Member;
import io.praetor.raft.ServerId;
import io.praetor.rpc.autopilot.PoolServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The servers of this datacenter, read from what members say about themselves in the LAN pool. This
/// is all that consensus needs of gossip.
public final class ServerPool {
  private static final int RAFT_VERSION = 3;

  private static final long ADDRESSES_NANOS = 500_000_000;

  private final Supplier<List<Member>> members;
  private final String datacenter;
  private volatile Addresses addresses =
      new Addresses(Map.of(), System.nanoTime() - ADDRESSES_NANOS);

  /// @param members everyone in the LAN pool, this agent included
  public ServerPool(Supplier<List<Member>> members, String datacenter) {
    this.members = members;
    this.datacenter = datacenter;
  }

  /// A server that tells how many it expects, 0 for no such thing.
  ///
  /// @param alone it made itself a cluster of one
  public record Announced(PoolServer server, int expect, boolean alone) {}

  public List<Announced> announced() {
    return members.get().stream()
        .filter(member -> ServerTags.valid(member.tags()))
        .filter(member -> datacenter.equals(member.tags().get("dc")))
        .filter(member -> !member.tags().getOrDefault("id", "").isEmpty())
        .map(ServerPool::announced)
        .toList();
  }

  public List<PoolServer> servers() {
    return announced().stream().map(Announced::server).toList();
  }

  /// Where a server is now, which may differ from what raft's configuration says. Asked for each
  /// message, so what it answers may be half a second old.
  public Optional<String> address(ServerId id) {
    Addresses known = addresses;
    long now = System.nanoTime();
    if (now - known.atNanos >= ADDRESSES_NANOS) {
      Map<String, String> byId = new HashMap<>();
      for (PoolServer server : servers()) {
        if (server.status() == PoolServer.Status.ALIVE) {
          byId.put(server.id(), server.address());
        }
      }
      known = new Addresses(byId, now);
      addresses = known;
    }
    return Optional.ofNullable(known.byId.get(id.value()));
  }

  private record Addresses(Map<String, String> byId, long atNanos) {}

  private static Announced announced(Member member) {
    Map<String, String> tags = member.tags();
    String host = member.addr().contains(":") ? "[" + member.addr() + "]" : member.addr();
    String version = tags.getOrDefault("build", "").replaceAll(":.*", "");
    PoolServer server =
        new PoolServer(
            tags.getOrDefault("id", ""),
            member.name(),
            host + ":" + number(tags.get("port"), 0),
            PoolServer.Status.ofCode(member.status()),
            version,
            number(tags.get("raft_vsn"), RAFT_VERSION),
            tags.containsKey("read_replica"),
            Map.of(
                "consul-network-segment",
                tags.getOrDefault("segment", ""),
                "consul-version",
                version));
    return new Announced(server, number(tags.get("expect"), 0), tags.containsKey("bootstrap"));
  }

  /// Tags come from the network.
  private static int number(@Nullable String text, int otherwise) {
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
