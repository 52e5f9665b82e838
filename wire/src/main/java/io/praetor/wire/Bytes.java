// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// An immutable byte string with value equality, so that records may hold one. Go tells a nil slice
/// from an empty one and writes them differently (`null` and `""`, 0xc0 and 0xa0); `NIL` and
/// `EMPTY` keep that difference, but are equal, as `bytes.Equal` has it.
public final class Bytes {
  public static final Bytes NIL = new Bytes(new byte[0]);
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] data;

  private Bytes(byte[] data) {
    this.data = data;
  }

  /// Copies.
  public static Bytes copyOf(byte[] data) {
    return data.length == 0 ? EMPTY : new Bytes(data.clone());
  }

  public static Bytes copyOf(byte[] data, int from, int to) {
    return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(data, from, to));
  }

  /// Takes the array over: the caller must not touch it again.
  public static Bytes wrap(byte[] data) {
    return data.length == 0 ? EMPTY : new Bytes(data);
  }

  public static Bytes utf8(String text) {
    return wrap(Utf8.encode(text));
  }

  public boolean isNil() {
    return this == NIL;
  }

  public boolean isEmpty() {
    return data.length == 0;
  }

  public int size() {
    return data.length;
  }

  public byte at(int index) {
    return data[index];
  }

  public byte[] toArray() {
    return data.clone();
  }

  /// The array itself, for encoders and sockets that only read it.
  public byte[] shared() {
    return data;
  }

  /// The text, losslessly: see [Utf8].
  public String text() {
    return Utf8.decode(data, 0, data.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes bytes && Arrays.equals(data, bytes.data);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(data);
  }

  /// Length and the first bytes only: values may be large, and may be secret to a log's reader.
  @Override
  public String toString() {
    int shown = Math.min(8, data.length);
    return data.length + " bytes " + HexFormat.of().formatHex(data, 0, shown);
  }
}
