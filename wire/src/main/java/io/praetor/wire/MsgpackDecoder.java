// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads every msgpack form that a Consul peer may send: old raw strings, `str8` and `bin`, wide
/// and signed integers, missing and unknown keys. Keys are case-sensitive here, unlike JSON.
///
/// Counts are believed only as far as the remaining bytes could hold them (one byte an element), so
/// no header can make anyone allocate.
public final class MsgpackDecoder implements Decoder {
  private final byte[] data;
  private final int end;
  private final Unknown unknown;
  private int at;

  /// Entries left in each open map or array.
  private int[] left = new int[8];

  private int depth;

  public MsgpackDecoder(byte[] data) {
    this(data, 0, data.length, Unknown.IGNORE);
  }

  public MsgpackDecoder(byte[] data, int from, int to, Unknown unknown) {
    this.data = data;
    this.at = from;
    this.end = to;
    this.unknown = unknown;
  }

  @Override
  public Encoder.Form form() {
    return Encoder.Form.MSGPACK;
  }

  @Override
  public Unknown unknown() {
    return unknown;
  }

  /// Where the next value starts.
  public int position() {
    return at;
  }

  /// Goes back to where a value started. Only where no map or array has been begun since.
  public void position(int start) {
    at = start;
  }

  /// Whether exactly these bytes come next; passes over them if so.
  public boolean passes(Bytes expected) {
    byte[] bytes = expected.shared();
    if (end - at < bytes.length
        || !Arrays.equals(data, at, at + bytes.length, bytes, 0, bytes.length)) {
      return false;
    }
    at += bytes.length;
    return true;
  }

  /// A byte outside msgpack, such as a message type.
  public int readByte() {
    need(1);
    return data[at++] & 0xff;
  }

  public boolean atEnd() {
    return at == end;
  }

  private void need(int count) {
    if (end - at < count) {
      throw at == end && depth == 0 ? DecodeException.end() : DecodeException.unexpectedEnd();
    }
  }

  private int header() {
    need(1);
    return data[at] & 0xff;
  }

  @Override
  public Kind peek() {
    int head = header();
    if (head < 0x80 || head >= 0xe0) {
      return Kind.INTEGER;
    }
    if (head < 0xc0) {
      return head < 0x90 ? Kind.MAP : head < 0xa0 ? Kind.ARRAY : Kind.STRING;
    }
    return switch (head) {
      case 0xc0 -> Kind.NIL;
      case 0xc2, 0xc3 -> Kind.BOOL;
      case 0xc4, 0xc5, 0xc6, 0xd9, 0xda, 0xdb -> Kind.STRING;
      case 0xca, 0xcb -> Kind.FLOAT;
      case 0xcc, 0xcd, 0xce, 0xcf, 0xd0, 0xd1, 0xd2, 0xd3 -> Kind.INTEGER;
      case 0xdc, 0xdd -> Kind.ARRAY;
      case 0xde, 0xdf -> Kind.MAP;
      default ->
          throw DecodeException.syntax("msgpack: unsupported byte 0x" + Integer.toHexString(head));
    };
  }

  private DecodeException wrong(String wanted) {
    return DecodeException.invalid(
        "msgpack: cannot decode byte 0x" + Integer.toHexString(header()) + " into " + wanted);
  }

  private long bigEndian(int width) {
    need(width);
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | (data[at++] & 0xff);
    }
    return value;
  }

  private void open(long count, int bytesEach) {
    if (count * bytesEach > end - at) {
      throw DecodeException.unexpectedEnd();
    }
    if (depth == MAX_DEPTH) {
      throw DecodeException.limit("msgpack: exceeded max depth");
    }
    if (depth == left.length) {
      left = Arrays.copyOf(left, depth * 2);
    }
    left[depth++] = (int) count;
  }

  @Override
  public void beginMap(String goType) {
    int head = header();
    if (head == 0xc0 || head == 0x90) { // Go takes an empty array for an empty struct.
      at++;
      open(0, 2);
    } else if (head >= 0x80 && head < 0x90) {
      at++;
      open(head & 0x0f, 2);
    } else if (head == 0xde || head == 0xdf) {
      at++;
      open(bigEndian(head == 0xde ? 2 : 4), 2);
    } else {
      throw wrong(goType);
    }
  }

  @Override
  public @Nullable String nextKey() {
    return more() ? string() : null;
  }

  private boolean more() {
    if (left[depth - 1] == 0) {
      depth--;
      return false;
    }
    left[depth - 1]--;
    return true;
  }

  @Override
  public void beginArray() {
    int head = header();
    if (head == 0xc0) {
      at++;
      open(0, 1);
    } else if (head >= 0x90 && head < 0xa0) {
      at++;
      open(head & 0x0f, 1);
    } else if (head == 0xdc || head == 0xdd) {
      at++;
      open(bigEndian(head == 0xdc ? 2 : 4), 1);
    } else {
      throw wrong("an array");
    }
  }

  @Override
  public boolean hasNext() {
    return more();
  }

  @Override
  public void nil() {
    if (header() != 0xc0) {
      throw wrong("nil");
    }
    at++;
  }

  private boolean skipNil() {
    if (header() == 0xc0) {
      at++;
      return true;
    }
    return false;
  }

  @Override
  public boolean bool() {
    int head = header();
    if (head != 0xc0 && head != 0xc2 && head != 0xc3) {
      throw wrong("a bool");
    }
    at++;
    return head == 0xc3;
  }

  /// Whether the number that was just read by `integer` is to be taken as unsigned.
  private boolean unsigned;

  private long integer(String goType) {
    int head = header();
    unsigned = false;
    if (head < 0x80 || head >= 0xe0) {
      return data[at++];
    }
    at++;
    return switch (head) {
      case 0xc0 -> 0;
      case 0xcc -> bigEndian(1);
      case 0xcd -> bigEndian(2);
      case 0xce -> bigEndian(4);
      case 0xcf -> {
        unsigned = true;
        yield bigEndian(8);
      }
      case 0xd0 -> (byte) bigEndian(1);
      case 0xd1 -> (short) bigEndian(2);
      case 0xd2 -> (int) bigEndian(4);
      case 0xd3 -> bigEndian(8);
      default -> {
        at--;
        throw wrong(goType);
      }
    };
  }

  @Override
  public long int64(int bits, String goType) {
    long value = integer(goType);
    if ((unsigned && value < 0) || value >> (bits - 1) != value >> 63) {
      throw DecodeException.invalid("msgpack: number out of range for " + goType);
    }
    return value;
  }

  @Override
  public long uint64(int bits, String goType) {
    long value = integer(goType);
    if ((!unsigned && value < 0) || (bits < 64 && value >>> bits != 0)) {
      throw DecodeException.invalid("msgpack: number out of range for " + goType);
    }
    return value;
  }

  /// A Long, or a BigInteger where an unsigned number does not fit one.
  Object anyInteger() {
    long value = integer("int64");
    return unsigned && value < 0 ? new BigInteger(Long.toUnsignedString(value)) : (Object) value;
  }

  @Override
  public double float64() {
    return switch (header()) {
      case 0xca -> {
        at++;
        yield Float.intBitsToFloat((int) bigEndian(4));
      }
      case 0xcb -> {
        at++;
        yield Double.longBitsToDouble(bigEndian(8));
      }
      default -> {
        long value = integer("float64");
        yield unsigned && value < 0 ? (value >>> 1) * 2.0 : value;
      }
    };
  }

  /// The length of the string that starts here; `at` is then its first byte.
  private int length(String wanted) {
    int head = header();
    if (head >= 0xa0 && head < 0xc0) {
      at++;
      need(head & 0x1f);
      return head & 0x1f;
    }
    long length =
        switch (head) {
          case 0xc4, 0xd9 -> {
            at++;
            yield bigEndian(1);
          }
          case 0xc5, 0xda -> {
            at++;
            yield bigEndian(2);
          }
          case 0xc6, 0xdb -> {
            at++;
            yield bigEndian(4);
          }
          default -> throw wrong(wanted);
        };
    if (length > end - at) {
      throw DecodeException.unexpectedEnd();
    }
    return (int) length;
  }

  @Override
  public String string() {
    if (skipNil()) {
      return "";
    }
    int length = length("a string");
    at += length;
    return Utf8.decode(data, at - length, at);
  }

  @Override
  public Bytes bytes() {
    if (skipNil()) {
      return Bytes.NIL;
    }
    int length = length("bytes");
    at += length;
    return Bytes.copyOf(data, at - length, at);
  }

  @Override
  public GoTime time() {
    if (skipNil()) {
      return GoTime.ZERO;
    }
    int length = length("a time");
    at += length;
    return GoTime.ofBinary(data, at - length, length);
  }

  @Override
  public void skip() {
    long pending = 1; // Values still to pass, so that nesting needs no recursion.
    while (pending > 0) {
      pending--;
      switch (peek()) {
        case NIL, BOOL -> at++;
        case INTEGER -> integer("int64");
        case FLOAT -> float64();
        case STRING -> {
          int length =
              length("a string"); // Moves `at`, so it cannot stand to the right of `at +=`.
          at += length;
        }
        case ARRAY -> {
          beginArray();
          pending += left[--depth];
        }
        case MAP -> {
          beginMap();
          pending += 2L * left[--depth];
        }
      }
    }
  }

  @Override
  public Bytes encoded() {
    int from = at;
    skip();
    return Bytes.copyOf(data, from, at);
  }

  @Override
  public void enter(String struct, String field) {}

  @Override
  public void leave() {}
}
