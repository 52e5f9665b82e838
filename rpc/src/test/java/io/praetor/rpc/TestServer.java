// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.catalog.Node;
import io.praetor.catalog.Nodes;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import java.time.Duration;
import java.util.Random;

/// State, methods and an {@link InstantRaft}, without sockets. The node `n1` is there.
public final class TestServer {
  private final LeaderTimers timers = new LeaderTimers(System::nanoTime);
  private final Store store = StateTables.newStore();
  private final ConsulStateMachine machine =
      new ConsulStateMachine(
          store,
          new CommandTable(Commands.ALL),
          new SnapshotFormat(SnapshotSections.ALL),
          timers::accept);
  private final InstantRaft raft = new InstantRaft(machine);
  private final ServerContext context =
      TestContext.of(store, raft, System::nanoTime, timers, coordinate -> {});
  private final ServerRpc rpc =
      new ServerRpc(store, machine, raft, context, new Random(7), Duration.ZERO);

  public TestServer() {
    WriteTxn txn = store.begin(0);
    Nodes.put(txn, Node.builder().node("n1").address("10.0.0.1").build());
    txn.publish();
    raft.lead(true);
    timers.lead(store::snapshot);
  }

  public InstantRaft raft() {
    return raft;
  }

  public ServerContext context() {
    return context;
  }

  public Store store() {
    return store;
  }

  public ServerRpc rpc() {
    return rpc;
  }
}
