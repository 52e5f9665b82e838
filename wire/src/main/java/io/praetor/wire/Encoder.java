// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

/// Takes one value, piece by piece, and writes it as JSON or msgpack. One thread, one use. Codecs
/// that differ between the two forms ask `form()`; all others need not know.
public sealed interface Encoder permits JsonEncoder, MsgpackEncoder {
  enum Form {
    JSON,
    MSGPACK
  }

  Form form();

  /// `size` is the exact number of entries that follow before `endMap` (JSON ignores it).
  void beginMap(int size);

  void key(String name);

  void endMap();

  void beginArray(int size);

  void endArray();

  void nil();

  void bool(boolean value);

  void int64(long value);

  /// The bits as an unsigned number.
  void uint64(long value);

  void float64(double value);

  void string(String value);

  /// Base64 in JSON, a raw string in msgpack; nil for [Bytes#NIL].
  void bytes(Bytes value);

  void time(GoTime value);

  /// A value that is already encoded in this form.
  void encoded(Bytes value);
}
