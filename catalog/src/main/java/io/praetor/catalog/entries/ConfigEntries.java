// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.store.Index;
import io.praetor.store.Key;
import io.praetor.store.ReadResult;
import io.praetor.store.Table;
import io.praetor.store.Topic;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The table of configuration entries, and how it is read and written. Names are compared without
/// case. Every answer has the index of the whole table, as observed. Writes run on the state machine's
/// thread.
public final class ConfigEntries {
  /// Also the name of the table's index number.
  public static final String INDEX = "config-entries";

  /// The entries whose chains lead to a service.
  private static final Index<ConfigEntry> BY_TARGET = Index.many("target", EntryLinks::targets);

  /// The entries because of which a service has a virtual address.
  private static final Index<ConfigEntry> BY_ADDRESSED =
      Index.many("addressed", EntryLinks::addressed);

  public static final Table<ConfigEntry> TABLE =
      Table.of(INDEX, entry -> key(entry.type(), entry.name()), BY_TARGET, BY_ADDRESSED);

  private ConfigEntries() {}

  private static byte[] key(EntryKind<?> kind, String name) {
    return Key.of(kind.name(), name.toLowerCase(Locale.ROOT));
  }

  public static @Nullable ConfigEntry find(View view, EntryKind<?> kind, String name) {
    return view.get(TABLE, key(kind, name));
  }

  /// The members of an entry of this kind; null when there is none.
  public static <B extends EntryBody> @Nullable B body(View view, EntryKind<B> kind, String name) {
    ConfigEntry entry = find(view, kind, name);
    return entry == null ? null : entry.as(kind);
  }

  /// All entries of a kind, by name.
  public static List<ConfigEntry> all(View view, EntryKind<?> kind) {
    return view.scanPrefix(TABLE, Key.prefix(kind.name())).toList();
  }

  /// The entries whose chains lead to the service directly.
  static List<ConfigEntry> leadingTo(View view, String service) {
    return view.scan(BY_TARGET, EntryLinks.key(service)).toList();
  }

  /// Whether some entry keeps the virtual address of a service, also without any instance.
  public static boolean keepsAddress(View view, String service) {
    return !view.scan(BY_ADDRESSED, EntryLinks.key(service)).isEmpty();
  }

  public static ReadResult<Optional<ConfigEntry>> get(View view, EntryKind<?> kind, String name) {
    return ReadResult.of(
        Optional.ofNullable(find(view, kind, name)),
        view.index(INDEX),
        Topic.of(TABLE, key(kind, name)));
  }

  public static ReadResult<List<ConfigEntry>> list(View view, EntryKind<?> kind) {
    return ReadResult.of(
        all(view, kind), view.index(INDEX), Topic.prefix(TABLE, Key.prefix(kind.name())));
  }

  /// The entries of these kinds, by kind and name.
  public static ReadResult<List<ConfigEntry>> listAll(View view, Set<String> kinds) {
    List<ConfigEntry> found = new ArrayList<>();
    for (ConfigEntry entry : view.scan(TABLE)) {
      if (kinds.contains(entry.type().name())) {
        found.add(entry);
      }
    }
    return ReadResult.of(found, view.index(INDEX), Topic.all(TABLE));
  }

  /// Whether writing the entry would change nothing: the leader does not replicate it then.
  public static boolean unchanged(View view, ConfigEntryRequest request) {
    ConfigEntry entry = request.entry();
    ConfigEntry before = find(view, entry.type(), entry.name());
    return switch (request.op()) {
      case ConfigEntryRequest.UPSERT, ConfigEntryRequest.UPSERT_CAS ->
          before != null && before.hash() == entry.hash();
      case ConfigEntryRequest.DELETE, ConfigEntryRequest.DELETE_CAS -> before == null;
      default -> false;
    };
  }

  /// Applies a log entry: whether it was done, which means something for the check-and-set forms
  /// alone.
  ///
  /// @throws EntryException when the change would not fit the other entries; nothing was done then
  public static boolean apply(WriteTxn txn, ConfigEntryRequest request) {
    ConfigEntry entry = request.entry();
    ConfigEntry before = find(txn, entry.type(), entry.name());
    return switch (request.op()) {
      case ConfigEntryRequest.UPSERT, ConfigEntryRequest.UPSERT_WITH_STATUS -> {
        put(txn, request.datacenter(), before, withStatus(request.op(), before, entry));
        yield true;
      }
      case ConfigEntryRequest.UPSERT_CAS -> {
        if ((before == null ? 0 : before.modifyIndex()) != entry.modifyIndex()) {
          yield false;
        }
        put(txn, request.datacenter(), before, withStatus(request.op(), before, entry));
        yield true;
      }
      case ConfigEntryRequest.DELETE -> {
        delete(txn, request.datacenter(), before);
        yield true;
      }
      case ConfigEntryRequest.DELETE_CAS -> {
        if (before != null && before.modifyIndex() != entry.modifyIndex()) {
          yield false;
        }
        delete(txn, request.datacenter(), before);
        yield true;
      }
      default -> throw new EntryException("invalid config entry operation type: " + request.op());
    };
  }

  private static void put(
      WriteTxn txn, String datacenter, @Nullable ConfigEntry before, ConfigEntry entry) {
    long index = txn.index();
    ConfigEntry after = entry.withIndexes(before == null ? index : before.createIndex(), index);
    WriteTxn.Savepoint savepoint = txn.savepoint();
    txn.put(TABLE, after);
    checkGraph(txn, savepoint, datacenter, after);
    txn.bumpIndex(INDEX);
    EntryEffects.written(txn, before, after);
  }

  private static void delete(WriteTxn txn, String datacenter, @Nullable ConfigEntry before) {
    if (before == null) {
      return;
    }
    WriteTxn.Savepoint savepoint = txn.savepoint();
    txn.delete(TABLE, key(before.type(), before.name()));
    checkGraph(txn, savepoint, datacenter, before);
    txn.bumpIndex(INDEX);
    EntryEffects.deleted(txn, before);
  }

  private static void checkGraph(
      WriteTxn txn, WriteTxn.Savepoint savepoint, String datacenter, ConfigEntry changed) {
    try {
      EntryGraph.check(txn, datacenter, changed);
    } catch (EntryException e) {
      txn.rollback(savepoint);
      throw e;
    }
  }

  /// Only the controller of gateways writes the status; others leave it as it is.
  private static ConfigEntry withStatus(
      String op, @Nullable ConfigEntry before, ConfigEntry entry) {
    return op.equals(ConfigEntryRequest.UPSERT_WITH_STATUS) || before == null
        ? entry
        : switch (entry.body()) {
          case ApiGateway to when before.body() instanceof ApiGateway from ->
              entry.withBody(new ApiGateway(to.listeners(), from.status()));
          case HttpRoute to when before.body() instanceof HttpRoute from ->
              entry.withBody(
                  new HttpRoute(to.parents(), to.rules(), to.hostnames(), from.status()));
          case TcpRoute to when before.body() instanceof TcpRoute from ->
              entry.withBody(new TcpRoute(to.parents(), to.services(), from.status()));
          default -> entry;
        };
  }
}
