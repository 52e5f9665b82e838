// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;

/// What is left of a deleted key, or of a deleted tree under its prefix, until it is reaped: the
/// index of the deletion, so that a blocking query under it sees its index grow. In a snapshot it
/// is a [DirEntry] with only these two fields.
public record Tombstone(String key, long index) {
  public static final Codec<Tombstone> CODEC =
      Codecs.convert(
          DirEntry.CODEC,
          tombstone -> new DirEntry(0, tombstone.key, 0, Bytes.NIL, "", 0, tombstone.index),
          entry -> new Tombstone(entry.key(), entry.modifyIndex()));
}
