// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.LeadershipListener;
import io.praetor.raft.ProposalFailure;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.core.CoreStatus;
import io.praetor.raft.core.Effect;
import io.praetor.raft.core.Input;
import io.praetor.raft.core.Message;
import io.praetor.raft.core.Outcome;
import io.praetor.raft.core.Proposal;
import io.praetor.raft.core.ProposalId;
import io.praetor.raft.core.RaftCore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The raft thread: feeds the core with what waits in the inbox and carries out the effects. It
/// never waits for a disk, a socket or the state machine.
final class RaftLoop implements Runnable {
  private static final int MAX_BATCH = 1024;
  private static final Logger LOG = LoggerFactory.getLogger(RaftLoop.class);

  private record Reading(long index, Request.Index request) {}

  private final Inbox inbox;
  private final RaftCore core;
  private final Requests requests;
  private final LogWriter logWriter;
  private final Applier applier;
  private final Transport transport;
  private final LongSupplier nanoClock;
  private final List<LeadershipListener> listeners = new ArrayList<>();
  private final Queue<LeadershipListener> newListeners = new ConcurrentLinkedQueue<>();

  /// Callers whose entries are committed and wait to be applied, by index.
  private final Deque<ApplyJob.Waiting> committed = new ArrayDeque<>();

  private final PriorityQueue<Reading> reads =
      new PriorityQueue<>(Comparator.comparingLong(Reading::index));

  private long wakeAtNanos;
  private Effect.LeaderChanged leader = new Effect.LeaderChanged(0, null, false);
  private volatile CoreStatus status;

  RaftLoop(
      Inbox inbox,
      RaftCore core,
      Requests requests,
      LogWriter logWriter,
      Applier applier,
      Transport transport,
      LongSupplier nanoClock) {
    this.inbox = inbox;
    this.core = core;
    this.requests = requests;
    this.logWriter = logWriter;
    this.applier = applier;
    this.transport = transport;
    this.nanoClock = nanoClock;
    this.wakeAtNanos = nanoClock.getAsLong();
    this.status = core.status();
  }

  CoreStatus status() {
    return status;
  }

  void addListener(LeadershipListener listener) {
    newListeners.add(listener);
    inbox.add(new Input.Tick());
  }

  @Override
  public void run() {
    List<Input> batch = new ArrayList<>();
    try {
      while (!inbox.isStopping()) {
        long waitNanos = Math.max(0, wakeAtNanos - nanoClock.getAsLong());
        inbox.take(batch, MAX_BATCH, waitNanos, TimeUnit.NANOSECONDS);
        feed(batch);
        batch.clear();
        if (nanoClock.getAsLong() >= wakeAtNanos) {
          step(new Input.Tick());
        }
        greetListeners();
        CoreStatus now = core.status();
        RoleLog.tell(status, now);
        status = now;
        answerReads();
      }
    } catch (InterruptedException e) {
      inbox.fail(e);
    } catch (RuntimeException | Error e) {
      inbox.fail(e);
    }
  }

  /// Proposals that arrived one after another become one, so that they share a write and a message.
  private void feed(List<Input> batch) {
    List<Proposal> proposals = new ArrayList<>();
    for (Input input : batch) {
      if (input instanceof Input.Propose(List<Proposal> more)) {
        proposals.addAll(more);
      } else {
        propose(proposals);
        step(input);
      }
    }
    propose(proposals);
  }

  private void propose(List<Proposal> proposals) {
    if (!proposals.isEmpty()) {
      step(new Input.Propose(List.copyOf(proposals)));
      proposals.clear();
    }
  }

  private void step(Input input) {
    for (Effect effect : core.step(input, nanoClock.getAsLong())) {
      carryOut(effect);
    }
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Persist persist -> logWriter.write(persist);
      case Effect.Send(ServerId to, Message message) -> transport.send(to, addressOf(to), message);
      case Effect.SendSnapshot(ServerId to, long term) ->
          transport.sendSnapshot(to, addressOf(to), term, applier.snapshots());
      case Effect.Apply apply -> apply(apply);
      case Effect.Complete(ProposalId id, Outcome outcome) -> complete(id, outcome);
      case Effect.TakeSnapshot() ->
          applier.add(new ApplyJob.TakeSnapshot(new CompletableFuture<>()));
      case Effect.RestoreSnapshot restore ->
          applier.add(
              new ApplyJob.Restore(
                  restore.meta(), inbox.received(restore.handle()).at(restore.meta())));
      case Effect.DiscardSnapshot discard -> discard(discard.handle());
      case Effect.ConfirmSnapshot confirm -> {
        applier.confirm(confirm.meta().index());
        logWriter.confirm(confirm.meta());
      }
      case Effect.WithdrawSnapshot withdraw -> logWriter.withdraw(withdraw);
      case Effect.Compact compact -> logWriter.compact(compact.index());
      case Effect.Probe(ServerId peer) -> transport.probe(peer, addressOf(peer));
      case Effect.LeaderChanged changed -> {
        leader = changed;
        listeners.forEach(this::tell);
      }
      case Effect.Wake wake -> wakeAtNanos = wake.atNanos();
    }
  }

  private String addressOf(ServerId id) {
    return core.configuration().server(id).map(Server::address).orElse("");
  }

  private void discard(long handle) {
    try {
      inbox.received(handle).discard();
    } catch (IOException e) {
      LOG.warn("cannot remove a received snapshot: {}", e.toString());
    }
  }

  private void apply(Effect.Apply apply) {
    Deque<ApplyJob.Waiting> waiting = new ArrayDeque<>();
    long last = apply.entries().getLast().index();
    while (!committed.isEmpty() && committed.getFirst().index() <= last) {
      waiting.addLast(committed.removeFirst());
    }
    applier.add(new ApplyJob.Apply(apply.entries(), waiting));
  }

  private void complete(ProposalId id, Outcome outcome) {
    Request request = requests.find(id);
    if (request == null) {
      return; // Failed by a close.
    }
    switch (outcome) {
      case Outcome.Committed(long index) -> committed.addLast(new ApplyJob.Waiting(index, request));
      case Outcome.ReadReady(long index) -> reads.add(new Reading(index, (Request.Index) request));
      case Outcome.Transferred() -> ((Request.Handover) request).future().complete(null);
      case Outcome.NotLeader(var hint) -> request.fail(new ProposalFailure.NotLeader(hint));
      case Outcome.LeadershipLost() -> request.fail(new ProposalFailure.LeadershipLost());
      case Outcome.TransferInProgress() -> request.fail(new ProposalFailure.TransferInProgress());
      case Outcome.Rejected(String reason) -> request.fail(new ProposalFailure.Rejected(reason));
    }
  }

  /// The apply thread reports after each batch, which brings this thread here again.
  private void answerReads() {
    long applied = applier.appliedIndex();
    while (!reads.isEmpty() && reads.peek().index <= applied) {
      Reading reading = reads.remove();
      reading.request.future().complete(reading.index);
    }
  }

  private void greetListeners() {
    for (LeadershipListener next = newListeners.poll(); next != null; next = newListeners.poll()) {
      listeners.add(next);
      tell(next);
    }
  }

  private void tell(LeadershipListener listener) {
    listener.leaderChanged(leader.term(), leader.leader(), leader.self());
  }
}
