// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.listOrNil;

import io.praetor.kv.DirEntry;
import io.praetor.kv.KvOp;
import io.praetor.kv.KvQueries;
import io.praetor.kv.KvsRequest;
import io.praetor.kv.TombstoneRequest;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import java.util.List;

/// The methods of the key-value store.
public final class KvMethods {
  /// One key, or the prefix of many (Consul's KeyRequest).
  public record KeyRequest(String key) {
    public static final Struct<KeyRequest> CODEC =
        Struct.<KeyRequest>named("KeyRequest")
            .field("Key", STRING, KeyRequest::key)
            .build(v -> new KeyRequest(v.get(0)));
  }

  /// A prefix, and where to cut the keys after it, if the separator is not empty. The member's name
  /// on the wire is misspelt.
  public record KeyListRequest(String prefix, String separator) {
    public static final Struct<KeyListRequest> CODEC =
        Struct.<KeyListRequest>named("KeyListRequest")
            .field("Prefix", STRING, KeyListRequest::prefix)
            .field("Seperator", STRING, KeyListRequest::separator)
            .build(v -> new KeyListRequest(v.get(0), v.get(1)));
  }

  private static final Codec<List<DirEntry>> ENTRIES =
      Struct.<List<DirEntry>>named("IndexedDirEntries")
          .field("Entries", listOrNil(DirEntry.CODEC), entries -> entries)
          .build(v -> v.get(0));

  private static final Codec<List<String>> KEYS =
      Struct.<List<String>>named("IndexedKeyList")
          .field("Keys", listOrNil(STRING), keys -> keys)
          .build(v -> v.get(0));

  /// The entry of one key, in a list of one, or an empty list.
  public static final Method.Read<KeyRequest, List<DirEntry>> GET =
      Method.read(
          "KVS.Get",
          KeyRequest.CODEC,
          ENTRIES,
          (snapshot, request) ->
              KvQueries.get(snapshot, request.key())
                  .map(entry -> entry.map(List::of).orElse(List.of())));

  public static final Method.Read<KeyRequest, List<DirEntry>> LIST =
      Method.read(
          "KVS.List",
          KeyRequest.CODEC,
          ENTRIES,
          (snapshot, request) -> KvQueries.list(snapshot, request.key()));

  public static final Method.Read<KeyListRequest, List<String>> LIST_KEYS =
      Method.read(
          "KVS.ListKeys",
          KeyListRequest.CODEC,
          KEYS,
          (snapshot, request) -> KvQueries.keys(snapshot, request.prefix(), request.separator()));

  /// Writes one key. The answer means something for cas, delete-cas, lock and unlock only; for the
  /// others it is false, also on success.
  public static final Method.Write<KvsRequest, Boolean> APPLY =
      Method.quickWrite("KVS.Apply", KvsRequest.CODEC, Codecs.BOOL, KvMethods::decide);

  /// What only the leader itself does: forgets tombstones that are old enough.
  public static final Method.Write<TombstoneRequest, Boolean> REAP_TOMBSTONES =
      Method.write(
          "Tombstone.Reap",
          TombstoneRequest.CODEC,
          Codecs.BOOL,
          (server, request) -> Decision.propose(Commands.TOMBSTONE, request, result -> true));

  private KvMethods() {}

  private static Decision<Boolean> decide(ServerContext server, KvsRequest request) {
    String key = request.entry().key();
    KvOp op = KvOp.of(request.op());
    if (key.isEmpty() && op != KvOp.DELETE_TREE) {
      throw new ConsulException("Must provide key");
    }
    if (op == KvOp.LOCK && server.sessions().lockDelay(key) != null) {
      return Decision.answer(false);
    }
    return Decision.propose(
        Commands.KVS, request, "raft apply failed: ", result -> Boolean.TRUE.equals(result));
  }
}
