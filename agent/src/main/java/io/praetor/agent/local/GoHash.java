// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Hashes values the way of Go's `hashstructure`, whose results Consul's clients see: FNV-1, 64
/// bits, of each leaf; the fields of a struct and the entries of a map in any order, those of a
/// list in theirs. Pure. (Format observed: the results are equal to real Consul's.)
final class GoHash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /// What stands for a pointer to nothing.
  static final long NIL = of(0L);

  private GoHash() {}

  static long of(String value) {
    long hash = OFFSET;
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash * PRIME) ^ (b & 0xff);
    }
    return hash;
  }

  static long of(boolean value) {
    long hash = OFFSET; // Not a constant, whose product would be taken for an overflow.
    return (hash * PRIME) ^ (value ? 1 : 0);
  }

  static long of(long value) {
    return eightBytes(OFFSET, value);
  }

  static long of(double value) {
    return of(Double.doubleToRawLongBits(value));
  }

  private static long eightBytes(long hash, long value) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      hash = (hash * PRIME) ^ ((value >>> shift) & 0xff);
    }
    return hash;
  }

  private static long ordered(long first, long second) {
    return eightBytes(eightBytes(OFFSET, first), second);
  }

  static <T> long list(@Nullable List<T> values, ToLongFunction<? super T> element) {
    long hash = 0;
    for (T value : values == null ? List.<T>of() : values) {
      hash = ordered(hash, element.applyAsLong(value));
    }
    return hash;
  }

  static <T extends @Nullable Object> long map(
      @Nullable Map<String, T> values, ToLongFunction<? super T> element) {
    long hash = 0;
    if (values != null) {
      for (Map.Entry<String, T> entry : values.entrySet()) {
        hash ^= ordered(of(entry.getKey()), element.applyAsLong(entry.getValue()));
      }
    }
    return hash;
  }

  /// A value of free form as JSON has it, where every number is a float.
  static long any(@Nullable Object value) {
    return switch (value) {
      case null -> NIL;
      case String text -> of(text);
      case Boolean flag -> of((boolean) flag);
      case Number number -> of(number.doubleValue());
      case List<?> list -> list(list, GoHash::any);
      case Map<?, ?> map -> {
        long hash = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          hash ^= ordered(any(entry.getKey()), any(entry.getValue()));
        }
        yield hash;
      }
      default -> throw new IllegalArgumentException("not of free form: " + value.getClass());
    };
  }

  /// A struct under its Go name, field by field.
  static Struct struct(String name) {
    return new Struct(of(name));
  }

  static final class Struct {
    private long hash;

    private Struct(long hash) {
      this.hash = hash;
    }

    Struct field(String name, long valueHash) {
      hash ^= ordered(of(name), valueHash);
      return this;
    }

    Struct field(String name, String value) {
      return field(name, of(value));
    }

    Struct field(String name, boolean value) {
      return field(name, of(value));
    }

    Struct number(String name, long value) {
      return field(name, of(value));
    }

    long hash() {
      return hash;
    }
  }
}
