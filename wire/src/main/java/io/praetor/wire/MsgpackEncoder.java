// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

/// Consul's msgpack: the old format (no `str8`, no `bin`), strings and byte strings alike. The two
/// flavours differ in signed fields alone, as observed on port 8300 and in gossip and Raft
/// transport traffic.
public final class MsgpackEncoder implements Encoder {
  /// How a non-negative number of a signed Go field is written.
  public enum Flavor {
    /// RPC, FSM commands and snapshots: shortest unsigned form.
    RPC,
    /// Gossip and the Raft transport: above 127, always a signed form.
    SIGNED
  }

  private final ByteSink out;
  private final Flavor flavor;

  public MsgpackEncoder(Flavor flavor) {
    this.out = new ByteSink(256);
    this.flavor = flavor;
  }

  @Override
  public Form form() {
    return Form.MSGPACK;
  }

  public byte[] toByteArray() {
    return out.toArray();
  }

  /// A byte outside msgpack, such as a message type.
  public MsgpackEncoder putByte(int value) {
    out.put(value);
    return this;
  }

  @Override
  public void beginMap(int size) {
    if (size < 16) {
      out.put(0x80 | size);
    } else if (size < 0x10000) {
      out.put(0xde);
      out.putShort(size);
    } else {
      out.put(0xdf);
      out.putInt(size);
    }
  }

  @Override
  public void key(String name) {
    string(name);
  }

  @Override
  public void endMap() {}

  @Override
  public void beginArray(int size) {
    if (size < 16) {
      out.put(0x90 | size);
    } else if (size < 0x10000) {
      out.put(0xdc);
      out.putShort(size);
    } else {
      out.put(0xdd);
      out.putInt(size);
    }
  }

  @Override
  public void endArray() {}

  @Override
  public void nil() {
    out.put(0xc0);
  }

  @Override
  public void bool(boolean value) {
    out.put(value ? 0xc3 : 0xc2);
  }

  @Override
  public void int64(long value) {
    if (value >= 0 && (flavor == Flavor.RPC || value < 128)) {
      uint64(value);
    } else if (value >= -32 && value < 0) {
      out.put((int) value);
    } else if (value >= Byte.MIN_VALUE && value < 0) {
      out.put(0xd0);
      out.put((int) value);
    } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
      out.put(0xd1);
      out.putShort((int) value);
    } else if (value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE) {
      out.put(0xd2);
      out.putInt((int) value);
    } else {
      out.put(0xd3);
      out.putLong(value);
    }
  }

  @Override
  public void uint64(long value) {
    if (value >= 0 && value < 128) {
      out.put((int) value);
    } else if (value >= 0 && value < 0x100) {
      out.put(0xcc);
      out.put((int) value);
    } else if (value >= 0 && value < 0x10000) {
      out.put(0xcd);
      out.putShort((int) value);
    } else if (value >= 0 && value < 0x1_0000_0000L) {
      out.put(0xce);
      out.putInt((int) value);
    } else {
      out.put(0xcf);
      out.putLong(value);
    }
  }

  @Override
  public void float64(double value) {
    out.put(0xcb);
    out.putLong(Double.doubleToRawLongBits(value));
  }

  @Override
  public void string(String value) {
    int most = Utf8.maxBytes(value);
    if (most == value.length()) {
      header(most);
      out.putAscii(value);
    } else {
      byte[] bytes = Utf8.encode(value);
      header(bytes.length);
      out.put(bytes, 0, bytes.length);
    }
  }

  private void header(int length) {
    if (length < 32) {
      out.put(0xa0 | length);
    } else if (length < 0x10000) {
      out.put(0xda);
      out.putShort(length);
    } else {
      out.put(0xdb);
      out.putInt(length);
    }
  }

  @Override
  public void bytes(Bytes value) {
    if (value.isNil()) {
      nil();
    } else {
      header(value.size());
      out.put(value.shared(), 0, value.size());
    }
  }

  @Override
  public void time(GoTime value) {
    byte[] binary = value.binary();
    header(binary.length);
    out.put(binary, 0, binary.length);
  }

  @Override
  public void encoded(Bytes value) {
    out.put(value.shared(), 0, value.size());
  }
}
