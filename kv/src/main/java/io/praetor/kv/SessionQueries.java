// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.kv.KvTables.BY_NODE;
import static io.praetor.kv.KvTables.SESSIONS;
import static io.praetor.kv.KvTables.SESSIONS_INDEX;

import io.praetor.store.Key;
import io.praetor.store.ReadResult;
import io.praetor.store.Topic;
import io.praetor.store.View;
import java.util.List;

/// Reads of sessions, ordered by id. The index of all of them is that of the whole table, as
/// observed. Pure functions of a view.
public final class SessionQueries {
  private SessionQueries() {}

  public static boolean exists(View view, String id) {
    return view.get(SESSIONS, Key.of(id)) != null;
  }

  /// None or one.
  public static ReadResult<List<Session>> get(View view, String id) {
    byte[] key = Key.of(id);
    Session session = view.get(SESSIONS, key);
    List<Session> found = session == null ? List.of() : List.of(session);
    return ReadResult.of(found, view.index(SESSIONS_INDEX), Topic.of(SESSIONS, key));
  }

  public static ReadResult<List<Session>> list(View view) {
    return ReadResult.of(
        view.scan(SESSIONS).toList(), view.index(SESSIONS_INDEX), Topic.all(SESSIONS));
  }

  public static ReadResult<List<Session>> ofNode(View view, String node) {
    byte[] key = KvTables.nodeKey(node);
    return ReadResult.of(
        view.scan(BY_NODE, key).toList(), view.index(SESSIONS_INDEX), Topic.of(BY_NODE, key));
  }
}
