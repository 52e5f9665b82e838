// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.telemetry;

import io.praetor.catalog.CatalogQueries;
import io.praetor.catalog.Nodes;
import io.praetor.catalog.Services;
import io.praetor.http.agent.Member;
import io.praetor.kv.KvTables;
import io.praetor.raft.RaftNode;
import io.praetor.rpc.autopilot.AutopilotState;
import io.praetor.rpc.metrics.Label;
import io.praetor.rpc.metrics.Metrics;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import java.util.List;
import java.util.function.Supplier;

/// What a server says of its log, its state and the members of its datacenter.
public record ServerFigures(
    Store store,
    RaftNode raft,
    Supplier<List<Member>> members,
    Supplier<AutopilotState> autopilot,
    String datacenter)
    implements FigureSource {
  @Override
  public void report(Metrics metrics) {
    boolean leads = raft.isLeader();
    metrics.gauge("server.isLeader", leads ? 1 : 0);
    metrics.gauge("raft.applied_index", (double) raft.appliedIndex());
    metrics.gauge("raft.last_index", (double) raft.lastIndex());
    if (leads) {
      AutopilotState servers = autopilot.get();
      metrics.gauge("autopilot.healthy", servers.healthy() ? 1 : 0);
      metrics.gauge("autopilot.failure_tolerance", servers.failureTolerance());
    }
    Label dc = new Label("datacenter", datacenter);
    Snapshot state = store.snapshot();
    metrics.gauge("state.nodes", state.size(Nodes.TABLE), dc);
    metrics.gauge("state.services", CatalogQueries.serviceNames(state, "").value().size(), dc);
    metrics.gauge("state.service_instances", state.size(Services.TABLE), dc);
    metrics.gauge("state.kv_entries", state.size(KvTables.ENTRIES), dc);
    List<Member> all = members.get();
    long servers =
        all.stream().filter(member -> "consul".equals(member.tags().get("role"))).count();
    metrics.gauge("members.servers", (double) servers, dc);
    metrics.gauge("members.clients", (double) (all.size() - servers), dc);
  }
}
