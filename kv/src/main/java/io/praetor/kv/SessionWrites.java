// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.kv.KvTables.BY_CHECK;
import static io.praetor.kv.KvTables.BY_NODE;
import static io.praetor.kv.KvTables.HELD_BY;
import static io.praetor.kv.KvTables.SESSIONS;
import static io.praetor.kv.KvTables.SESSIONS_INDEX;

import io.praetor.store.Key;
import io.praetor.store.WriteTxn;
import java.time.Duration;
import java.util.List;

/// Begins and ends sessions, for the state machine's thread. Ending one releases or deletes the
/// keys it holds in the same transaction, whatever ended it: a request, its time to live, its node
/// or a check.
public final class SessionWrites {
  private SessionWrites() {}

  /// Applies a log entry. A session that begins must hang on a node and on checks that exist and
  /// are not critical.
  public static Outcome apply(WriteTxn txn, SessionRequest request) {
    return switch (request.op()) {
      case SessionRequest.CREATE -> create(txn, request.session());
      case SessionRequest.DESTROY -> {
        end(txn, request.session().id());
        yield Outcome.TRUE;
      }
      default -> new Outcome.Refused("Invalid session operation '" + request.op() + "'");
    };
  }

  private static Outcome create(WriteTxn txn, Session session) {
    if (session.id().isEmpty()) {
      return new Outcome.Refused("Missing session ID");
    }
    String fault = SessionCascade.fault(txn, session);
    if (fault != null) {
      return new Outcome.Refused(fault);
    }
    String behavior = session.behavior().isEmpty() ? Session.RELEASE : session.behavior();
    if (!behavior.equals(Session.RELEASE) && !behavior.equals(Session.DELETE)) {
      return new Outcome.Refused("Invalid session behavior: " + behavior);
    }
    txn.put(SESSIONS, session.withBehavior(behavior).withIndexes(txn.index(), txn.index()));
    txn.bumpIndex(SESSIONS_INDEX);
    Duration ttl = session.timeToLive();
    if (!ttl.isZero()) {
      txn.emit(new KvEvent.SessionBegan(session.id(), ttl));
    }
    return Outcome.TRUE;
  }

  static void end(WriteTxn txn, String id) {
    Session session = txn.delete(SESSIONS, Key.of(id));
    if (session == null) {
      return;
    }
    txn.bumpIndex(SESSIONS_INDEX);
    txn.emit(new KvEvent.SessionEnded(id));
    boolean delays = !session.lockDelay().isZero() && !session.lockDelay().isNegative();
    for (DirEntry held : txn.scan(HELD_BY, Key.of(id)).toList()) {
      if (session.behavior().equals(Session.DELETE)) {
        KvWrites.delete(txn, held.key());
      } else {
        KvWrites.release(txn, held);
      }
      if (delays) {
        txn.emit(new KvEvent.LockDelayed(held.key(), session.lockDelay()));
      }
    }
  }

  /// The node is gone.
  static void endAllOf(WriteTxn txn, String node) {
    endEach(txn, txn.scan(BY_NODE, KvTables.nodeKey(node)).toList());
  }

  /// The check is gone or critical.
  static void endAllOn(WriteTxn txn, String node, String checkId) {
    endEach(txn, txn.scan(BY_CHECK, KvTables.checkKey(node, checkId)).toList());
  }

  private static void endEach(WriteTxn txn, List<Session> sessions) {
    sessions.forEach(session -> end(txn, session.id()));
  }
}
