// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes one message of Protocol Buffers (version 3, binary). Fields are written in the order of
/// the calls and left out at their default, as the format wants it; the caller goes by ascending
/// numbers, so that the bytes are those that other implementations write. One thread.
public final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;

  private byte[] bytes = new byte[128];
  private int size;

  /// The message so far.
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /// How many bytes the message has so far.
  public int size() {
    return size;
  }

  /// `string`; nothing when empty.
  public void string(int field, String value) {
    if (!value.isEmpty()) {
      text(field, value);
    }
  }

  /// `repeated string`, also empty ones.
  public void strings(int field, @Nullable List<String> values) {
    if (values != null) {
      values.forEach(value -> text(field, value));
    }
  }

  /// Any integer type or enum without zigzag; nothing when zero. A negative one takes ten bytes.
  public void integer(int field, long value) {
    if (value != 0) {
      tag(field, VARINT);
      varint(value);
    }
  }

  /// `bool`; nothing when false.
  public void bool(int field, boolean value) {
    integer(field, value ? 1 : 0);
  }

  /// A message, written also when it is empty: its presence says something.
  public void message(int field, Consumer<ProtoWriter> body) {
    tag(field, LENGTH);
    ensure(1);
    int start = ++size;
    body.accept(this);
    int length = size - start;
    int extra = varintSize(length) - 1;
    if (extra > 0) {
      ensure(extra);
      System.arraycopy(bytes, start, bytes, start + extra, length);
    }
    size = start - 1;
    varint(length);
    size += length;
  }

  /// A message that has been written before.
  public void embedded(int field, byte[] message) {
    tag(field, LENGTH);
    varint(message.length);
    raw(message);
  }

  /// `repeated` messages.
  public <T> void messages(
      int field, @Nullable List<T> values, BiConsumer<ProtoWriter, ? super T> body) {
    if (values != null) {
      values.forEach(value -> message(field, out -> body.accept(out, value)));
    }
  }

  /// `map<string, message>`, by ascending keys.
  public <T> void map(
      int field, @Nullable Map<String, T> values, BiConsumer<ProtoWriter, ? super T> body) {
    if (values == null) {
      return;
    }
    new TreeMap<>(values)
        .forEach(
            (key, value) ->
                message(
                    field,
                    entry -> {
                      entry.text(1, key);
                      entry.message(2, out -> body.accept(out, value));
                    }));
  }

  /// `map<string, string>`, by ascending keys.
  public void strings(int field, @Nullable Map<String, String> values) {
    if (values == null) {
      return;
    }
    new TreeMap<>(values)
        .forEach(
            (key, value) ->
                message(
                    field,
                    entry -> {
                      entry.text(1, key);
                      entry.text(2, value);
                    }));
  }

  /// `google.protobuf.Struct`; nothing when null.
  public void freeForm(int field, @Nullable Map<String, @Nullable Object> values) {
    if (values != null) {
      message(field, out -> out.struct(values));
    }
  }

  private void struct(Map<?, ?> values) {
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
    values.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    sorted.forEach(
        (key, value) ->
            message(
                1,
                entry -> {
                  entry.text(1, key);
                  entry.message(2, out -> out.value(value));
                }));
  }

  /// `google.protobuf.Value`: which field is there says which type it is, so none is left out.
  private void value(@Nullable Object value) {
    switch (value) {
      case null -> {
        tag(1, VARINT);
        varint(0);
      }
      case Number number -> {
        tag(2, FIXED64);
        fixed64(Double.doubleToRawLongBits(number.doubleValue()));
      }
      case Boolean bool -> {
        tag(4, VARINT);
        varint(bool ? 1 : 0);
      }
      case Map<?, ?> map -> message(5, out -> out.struct(map));
      case List<?> list ->
          message(6, out -> list.forEach(each -> out.message(1, one -> one.value(each))));
      default -> text(3, value.toString());
    }
  }

  private void text(int field, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    tag(field, LENGTH);
    varint(utf8.length);
    raw(utf8);
  }

  private void tag(int field, int type) {
    varint((long) field << 3 | type);
  }

  private void varint(long value) {
    ensure(10);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes[size++] = (byte) (left & 0x7f | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  private void fixed64(long bits) {
    ensure(8);
    for (int shift = 0; shift < 64; shift += 8) {
      bytes[size++] = (byte) (bits >>> shift);
    }
  }

  private void raw(byte[] data) {
    ensure(data.length);
    System.arraycopy(data, 0, bytes, size, data.length);
    size += data.length;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
    }
  }

  private static int varintSize(int value) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
  }
}
