// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.util.Arrays;

/// A growing byte array, without the locks and checks of `ByteArrayOutputStream`.
final class ByteSink {
  private byte[] data;
  private int size;

  ByteSink(int capacity) {
    data = new byte[capacity];
  }

  int size() {
    return size;
  }

  void put(int value) {
    room(1);
    data[size++] = (byte) value;
  }

  void putShort(int value) {
    room(2);
    data[size++] = (byte) (value >> 8);
    data[size++] = (byte) value;
  }

  void putInt(int value) {
    putShort(value >> 16);
    putShort(value);
  }

  void putLong(long value) {
    putInt((int) (value >> 32));
    putInt((int) value);
  }

  void put(byte[] bytes, int from, int length) {
    room(length);
    System.arraycopy(bytes, from, data, size, length);
    size += length;
  }

  /// ASCII only.
  void putAscii(String text) {
    int length = text.length();
    room(length);
    for (int i = 0; i < length; i++) {
      data[size++] = (byte) text.charAt(i);
    }
  }

  void putUtf8(String text, int maxBytes) {
    room(maxBytes);
    size = Utf8.encode(text, data, size);
  }

  void putRepeated(int value, int count) {
    room(count);
    Arrays.fill(data, size, size + count, (byte) value);
    size += count;
  }

  private void room(int more) {
    if (data.length - size < more) {
      data = Arrays.copyOf(data, Math.max(Math.addExact(size, more), data.length * 2));
    }
  }

  byte[] toArray() {
    return Arrays.copyOf(data, size);
  }
}
