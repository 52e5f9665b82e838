// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import io.praetor.store.ChangeHook;
import io.praetor.store.Index;
import io.praetor.store.Key;
import io.praetor.store.Table;
import java.util.List;
import java.util.Locale;

/// The tables of keys, their tombstones and sessions. The names of tables are also those of the
/// index numbers that Consul keeps for them and carries in snapshots.
public final class KvTables {
  static final String KVS_INDEX = "kvs";
  static final String TOMBSTONES_INDEX = "tombstones";
  static final String SESSIONS_INDEX = "sessions";

  /// The keys that a session holds.
  static final Index<DirEntry> HELD_BY =
      Index.of("session", entry -> entry.session().isEmpty() ? null : Key.of(entry.session()));

  public static final Table<DirEntry> ENTRIES =
      Table.of(KVS_INDEX, entry -> Key.of(entry.key()), HELD_BY);

  public static final Table<Tombstone> TOMBSTONES =
      Table.of(TOMBSTONES_INDEX, tombstone -> Key.of(tombstone.key()));

  static final Index<Session> BY_NODE = Index.of("node", session -> nodeKey(session.node()));

  static final Index<Session> BY_CHECK =
      Index.many(
          "check",
          session -> session.checkIds().stream().map(id -> checkKey(session.node(), id)).toList());

  public static final Table<Session> SESSIONS =
      Table.of(SESSIONS_INDEX, session -> Key.of(session.id()), BY_NODE, BY_CHECK);

  public static final List<Table<?>> ALL = List.of(ENTRIES, TOMBSTONES, SESSIONS);

  /// What the catalog's changes do to sessions.
  public static final List<ChangeHook<?>> HOOKS = SessionCascade.HOOKS;

  private KvTables() {}

  /// Node names are compared without case.
  static byte[] nodeKey(String node) {
    return Key.of(node.toLowerCase(Locale.ROOT));
  }

  static byte[] checkKey(String node, String checkId) {
    return Key.of(node.toLowerCase(Locale.ROOT), checkId);
  }
}
