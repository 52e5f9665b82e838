// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.http.agent.Member;
import io.praetor.rpc.ConsulException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the servers of the LAN pool into the WAN pool: whoever of them is alive here and not there
/// is joined at the port that it announces. Runs on one thread at a time, and may wait.
public final class WanFlood implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server");
  private static final int ALIVE = 1;

  private final Supplier<List<Member>> lan;
  private final Supplier<List<Member>> wan;
  private final Consumer<String> join;
  private final String datacenter;

  /// @param lan all members of the LAN pool
  /// @param wan all members of the WAN pool
  /// @param join joins the WAN pool at an address; may throw a [ConsulException]
  public WanFlood(
      Supplier<List<Member>> lan,
      Supplier<List<Member>> wan,
      Consumer<String> join,
      String datacenter) {
    this.lan = lan;
    this.wan = wan;
    this.join = join;
    this.datacenter = datacenter;
  }

  @Override
  public synchronized void run() {
    Set<String> present =
        wan.get().stream()
            .filter(member -> member.status() == ALIVE)
            .map(Member::name)
            .collect(Collectors.toSet());
    for (Member server : List.copyOf(lan.get())) {
      String port = server.tags().getOrDefault("wan_join_port", "");
      String name = server.name() + "." + datacenter;
      if (server.status() != ALIVE
          || !ServerTags.valid(server.tags())
          || port.isEmpty()
          || present.contains(name)) {
        continue;
      }
      String host = server.addr().contains(":") ? "[" + server.addr() + "]" : server.addr();
      try {
        join.accept(name + "/" + host + ":" + port);
        LOG.info("Successfully performed flood-join for server: address={} port={}", host, port);
      } catch (ConsulException e) {
        LOG.debug("Failed to flood-join server: address={} error={}", host, e.text().strip());
      }
    }
  }
}
