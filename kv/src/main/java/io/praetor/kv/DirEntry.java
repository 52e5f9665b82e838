// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.Bytes;
import io.praetor.wire.Struct;

/// A key and its value, as stored, sent and logged. `lockIndex` counts how often the key was
/// locked, `session` is the lock's holder or empty, `flags` are the client's own 64 bits.
public record DirEntry(
    long lockIndex,
    String key,
    long flags,
    Bytes value,
    String session,
    long createIndex,
    long modifyIndex) {

  public static final Struct<DirEntry> CODEC =
      Struct.<DirEntry>named("DirEntry")
          .field("LockIndex", ULONG, DirEntry::lockIndex)
          .field("Key", STRING, DirEntry::key)
          .field("Flags", ULONG, DirEntry::flags)
          .field("Value", BYTES, DirEntry::value)
          .omitEmpty("Session", STRING, DirEntry::session)
          .field("CreateIndex", ULONG, DirEntry::createIndex)
          .field("ModifyIndex", ULONG, DirEntry::modifyIndex)
          .build(
              v ->
                  new DirEntry(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));

  /// What a request carries: the indexes are the state's to give.
  public static DirEntry of(String key, Bytes value, long flags) {
    return new DirEntry(0, key, flags, value, "", 0, 0);
  }

  /// A request that names only a key.
  public static DirEntry ofKey(String key) {
    return of(key, Bytes.NIL, 0);
  }

  public DirEntry withSession(String holder) {
    return new DirEntry(lockIndex, key, flags, value, holder, createIndex, modifyIndex);
  }

  /// For a compare-and-set request: the version that the caller saw.
  public DirEntry withModifyIndex(long index) {
    return new DirEntry(lockIndex, key, flags, value, session, createIndex, index);
  }

  /// The same entry as a transaction shows it after a write: without its value.
  DirEntry withoutValue() {
    return new DirEntry(lockIndex, key, flags, Bytes.NIL, session, createIndex, modifyIndex);
  }

  DirEntry locked(String holder, long count) {
    return new DirEntry(count, key, flags, value, holder, createIndex, modifyIndex);
  }

  DirEntry withIndexes(long create, long modify) {
    return new DirEntry(lockIndex, key, flags, value, session, create, modify);
  }

  /// Whether a write of the other would change nothing but the indexes; such a write is dropped.
  boolean sameContent(DirEntry other) {
    return lockIndex == other.lockIndex
        && flags == other.flags
        && key.equals(other.key)
        && session.equals(other.session)
        && value.equals(other.value);
  }
}
