// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.store.Key;
import io.praetor.store.Table;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Struct;
import org.jspecify.annotations.Nullable;

/// What the servers of a cluster remember about its own format, such as that intentions are kept as
/// configuration entries. Writes run on the state machine's thread.
public record SystemMetadata(String key, String value, long createIndex, long modifyIndex) {
  public static final Struct<SystemMetadata> CODEC =
      Struct.<SystemMetadata>named("SystemMetadataEntry")
          .field("Key", STRING, SystemMetadata::key)
          .field("Value", STRING, SystemMetadata::value)
          .field("CreateIndex", ULONG, SystemMetadata::createIndex)
          .field("ModifyIndex", ULONG, SystemMetadata::modifyIndex)
          .build(v -> new SystemMetadata(v.get(0), v.get(1), v.get(2), v.get(3)));

  private static final String INDEX = "system-metadata";

  public static final Table<SystemMetadata> TABLE = Table.of(INDEX, entry -> Key.of(entry.key()));

  private static final String INTENTION_FORMAT = "intention-format";
  private static final String AS_ENTRIES = "config-entry";
  private static final String INTENTIONS_INDEX = "connect-intentions";

  /// The body of the command that changes one pair.
  public record Request(
      String op, String datacenter, @Nullable SystemMetadata entry, String token) {
    public static final String UPSERT = "upsert";
    public static final String DELETE = "delete";

    public static final Struct<Request> CODEC =
        Struct.<Request>named("SystemMetadataRequest")
            .field("Datacenter", STRING, Request::datacenter)
            .field("Entry", nullable(SystemMetadata.CODEC), Request::entry)
            .field("Op", STRING, Request::op)
            .field("Token", STRING, Request::token)
            .build(v -> new Request(v.get(2), v.get(0), v.get(1), v.get(3)));

    public static Request set(String key, String value) {
      return new Request(UPSERT, "", new SystemMetadata(key, value, 0, 0), "");
    }
  }

  /// The value of a key; empty when there is none.
  public static String value(View view, String key) {
    SystemMetadata entry = view.get(TABLE, Key.of(key));
    return entry == null ? "" : entry.value();
  }

  /// Whether intentions are configuration entries already, as they always become.
  public static boolean intentionsAreEntries(View view) {
    return value(view, INTENTION_FORMAT).equals(AS_ENTRIES);
  }

  /// @throws EntryException when the operation is not known
  public static void apply(WriteTxn txn, Request request) {
    SystemMetadata entry = request.entry();
    if (entry == null) {
      throw new EntryException("missing system metadata entry");
    }
    switch (request.op()) {
      case Request.UPSERT -> set(txn, entry.key(), entry.value());
      case Request.DELETE -> {
        if (txn.delete(TABLE, Key.of(entry.key())) != null) {
          txn.bumpIndex(INDEX);
        }
      }
      default ->
          throw new EntryException("invalid system metadata operation type: " + request.op());
    }
  }

  private static void set(WriteTxn txn, String key, String value) {
    SystemMetadata before = txn.get(TABLE, Key.of(key));
    long created = before == null ? txn.index() : before.createIndex();
    txn.put(TABLE, new SystemMetadata(key, value, created, txn.index()));
    txn.bumpIndex(INDEX);
  }

  /// Drops the intentions of the old table, of which there never are any here, and remembers that
  /// they are entries from now on.
  public static void intentionsBecomeEntries(WriteTxn txn) {
    txn.bumpIndex(ConfigEntries.INDEX);
    txn.bumpIndex(INTENTIONS_INDEX);
    set(txn, INTENTION_FORMAT, AS_ENTRIES);
  }
}
