// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.store.ReadResult;
import io.praetor.store.Snapshot;
import io.praetor.wire.Codec;

/// One RPC method: its name, its argument and reply on the wire, and what a server does. Each is a
/// constant in an `<Area>Methods` class. Forwarding, blocking and
/// consistency are the caller's business ({@link Rpc}) and are not written again here.
///
/// Argument codecs leave out the members of QueryOptions and WriteRequest, and reply codecs those of
/// QueryMeta: the server port adds them for all methods alike.
public sealed interface Method<Q, R> {
  /// As Consul names it: `KVS.Get`.
  String name();

  Codec<Q> argument();

  Codec<R> reply();

  /// What it counts as where calls are limited. Consul exempts what operators ask and what tells of the
  /// cluster.
  default Load load() {
    if (name().startsWith("Operator.") || name().startsWith("Status.")) {
      return Load.EXEMPT;
    }
    return switch (this) {
      case Read<Q, R> _ -> Load.READ;
      case Write<Q, R> _ -> Load.WRITE;
      case Ask<Q, R> ask -> ask.changes() ? Load.WRITE : Load.READ;
    };
  }

  /// What a call costs the servers.
  enum Load {
    READ,
    WRITE,
    EXEMPT
  }

  /// Reads one immutable snapshot. Runs any number of times while a caller blocks.
  record Read<Q, R>(String name, Codec<Q> argument, Codec<R> reply, Query<Q, R> query)
      implements Method<Q, R> {}

  /// Changes the replicated state by one command.
  record Write<Q, R>(String name, Codec<Q> argument, Codec<R> reply, Decide<Q, R> decide)
      implements Method<Q, R> {}

  /// Is answered by the leader's volatile state (timers, queues) or by raft itself.
  ///
  /// @param anyServer whether a server answers for itself instead of asking the leader
  /// @param changes whether it changes something, if only on the server that is asked
  record Ask<Q, R>(
      String name,
      Codec<Q> argument,
      Codec<R> reply,
      Answerer<Q, R> answerer,
      boolean anyServer,
      boolean changes)
      implements Method<Q, R> {
    /// The same, counted among the writes.
    public Ask<Q, R> changing() {
      return new Ask<>(name, argument, reply, answerer, anyServer, true);
    }
  }

  /// Answers from the snapshot, the argument and what the server knows about itself; it reads no
  /// state but the snapshot's, and may ask other datacenters.
  @FunctionalInterface
  interface Query<Q, R> {
    /// @throws ConsulException when the argument is refused
    ReadResult<R> run(ServerContext server, Snapshot snapshot, Q argument)
        throws InterruptedException;
  }

  /// A pure function of the snapshot and the argument, as nearly all reads are. It waits for nothing.
  @FunctionalInterface
  interface PureQuery<Q, R> extends Query<Q, R> {
    /// @throws ConsulException when the argument is refused
    ReadResult<R> run(Snapshot snapshot, Q argument);

    @Override
    default ReadResult<R> run(ServerContext server, Snapshot snapshot, Q argument) {
      return run(snapshot, argument);
    }
  }

  /// Runs on the leader before the log entry is written: checks the argument, fills in what must be
  /// the same on every server (ids, times), and names the command.
  @FunctionalInterface
  interface Decide<Q, R> {
    /// @throws ConsulException when the argument is refused
    Decision<R> run(ServerContext server, Q argument) throws InterruptedException;
  }

  /// A decision that waits for nothing.
  @FunctionalInterface
  interface QuickDecide<Q, R> extends Decide<Q, R> {
    @Override
    Decision<R> run(ServerContext server, Q argument);
  }

  /// Runs on the leader, or on whichever server is asked.
  @FunctionalInterface
  interface Answerer<Q, R> {
    /// @throws ConsulException when the argument is refused
    R run(ServerContext server, Q argument) throws InterruptedException;
  }

  static <Q, R> Read<Q, R> read(
      String name, Codec<Q> argument, Codec<R> reply, PureQuery<Q, R> query) {
    return new Read<>(name, argument, reply, query);
  }

  /// A read whose answer depends on the server that gives it: on its datacenter, or on chance.
  static <Q, R> Read<Q, R> readHere(
      String name, Codec<Q> argument, Codec<R> reply, Query<Q, R> query) {
    return new Read<>(name, argument, reply, query);
  }

  static <Q, R> Write<Q, R> write(
      String name, Codec<Q> argument, Codec<R> reply, Decide<Q, R> decide) {
    return new Write<>(name, argument, reply, decide);
  }

  /// A write that the leader can begin without waiting for anything.
  static <Q, R> Write<Q, R> quickWrite(
      String name, Codec<Q> argument, Codec<R> reply, QuickDecide<Q, R> decide) {
    return new Write<>(name, argument, reply, decide);
  }

  static <Q, R> Ask<Q, R> ask(
      String name, Codec<Q> argument, Codec<R> reply, Answerer<Q, R> answerer) {
    return new Ask<>(name, argument, reply, answerer, false, false);
  }

  /// An ask that whichever server it reaches answers for itself.
  static <Q, R> Ask<Q, R> askAny(
      String name, Codec<Q> argument, Codec<R> reply, Answerer<Q, R> answerer) {
    return new Ask<>(name, argument, reply, answerer, true, false);
  }
}
