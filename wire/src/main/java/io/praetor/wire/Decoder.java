// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import org.jspecify.annotations.Nullable;

/// Gives one value, piece by piece, out of JSON or msgpack bytes that may be hostile: depth,
/// lengths and counts are bounded before anything is allocated, and only [DecodeException] comes
/// out. One thread.
///
/// A typed read of a nil gives the zero value, as in Go.
public sealed interface Decoder permits JsonDecoder, LooseDecoder, MsgpackDecoder {
  /// Deeper nesting is refused; no record of Consul's comes near it.
  int MAX_DEPTH = 200;

  /// What a record does with a field that it does not have.
  enum Unknown {
    REFUSE,
    IGNORE
  }

  Encoder.Form form();

  Unknown unknown();

  /// Takes notice of a field that the record being read does not have, where those are refused.
  ///
  /// @throws DecodeException unless faults are collected; the value is skipped then
  default void unknownField(String key) {
    throw DecodeException.unknownField(key);
  }

  Kind peek();

  /// Enters a map (or a nil, read as an empty map). `goType` is the name used in the error.
  void beginMap(String goType);

  default void beginMap() {
    beginMap("map");
  }

  /// The next key, or null at the map's end, which is then left.
  @Nullable String nextKey();

  void beginArray();

  /// Whether another element follows; at the end the array is left.
  boolean hasNext();

  void nil();

  boolean bool();

  /// `bits` is the width that the value must fit (8 to 64), `goType` the name used in the error.
  long int64(int bits, String goType);

  long uint64(int bits, String goType);

  double float64();

  String string();

  /// Base64 text in JSON; nil gives [Bytes#NIL].
  Bytes bytes();

  GoTime time();

  /// Passes over one whole value.
  void skip();

  /// The next whole value as it stands, undecoded.
  Bytes encoded();

  /// Names the field that is read next, for error texts; every `enter` is paired with a `leave`.
  void enter(String struct, String field);

  void leave();
}
