// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pcollections.TreePMap;

/// The ordered persistent map under all tables against the two that libraries offer: one read, one
/// replacing write (the old version stays whole), one walk over the hundred keys of a prefix.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MapBench {
  private static final int PER_PREFIX = 100;
  private static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

  /// What is asked of a map here.
  private interface Candidate {
    @Nullable String get(byte[] key);

    /// The next version, and it becomes the current one.
    void put(byte[] key, String value);

    int walk(byte[] prefix);
  }

  @Param({"praetor", "pcollections", "vavr"})
  public String map = "";

  @Param({"10000", "1000000"})
  public int entries;

  private byte[][] keys = {};
  private Candidate candidate = new Ours();
  private int next;

  @Setup
  public void fill() {
    keys = new byte[entries][];
    for (int i = 0; i < entries; i++) {
      String key = String.format(Locale.ROOT, "app/%06d/%02d", i / PER_PREFIX, i % PER_PREFIX);
      keys[i] = key.getBytes(StandardCharsets.UTF_8);
    }
    candidate =
        switch (map) {
          case "praetor" -> new Ours();
          case "pcollections" -> new Pcollections();
          default -> new Vavr();
        };
    for (byte[] key : keys) {
      candidate.put(key, "v");
    }
  }

  /// Far apart, so that a cache does not hold what is asked for next.
  private byte[] key() {
    next = (int) ((next + 7_368_787L) % entries);
    return keys[next];
  }

  @Benchmark
  public @Nullable String get() {
    return candidate.get(key());
  }

  @Benchmark
  public void put() {
    candidate.put(key(), "w");
  }

  @Benchmark
  public int walkHundred() {
    byte[] key = key();
    return candidate.walk(Arrays.copyOf(key, key.length - 2));
  }

  private static final class Ours implements Candidate {
    private PersistentMap<String> map = PersistentMap.empty();

    @Override
    public @Nullable String get(byte[] key) {
      return map.get(key);
    }

    @Override
    public void put(byte[] key, String value) {
      map = map.put(key, value);
    }

    @Override
    public int walk(byte[] prefix) {
      int seen = 0;
      for (String value : map.scan(prefix)) {
        seen += value.length();
      }
      return seen;
    }
  }

  private static final class Pcollections implements Candidate {
    private TreePMap<byte[], String> map = TreePMap.empty(ORDER);

    @Override
    public @Nullable String get(byte[] key) {
      return map.get(key);
    }

    @Override
    public void put(byte[] key, String value) {
      map = map.plus(key, value);
    }

    @Override
    public int walk(byte[] prefix) {
      int seen = 0;
      for (var entry : map.tailMap(prefix, true).entrySet()) {
        if (!PersistentMap.startsWith(entry.getKey(), prefix)) {
          break;
        }
        seen += entry.getValue().length();
      }
      return seen;
    }
  }

  private static final class Vavr implements Candidate {
    private io.vavr.collection.TreeMap<byte[], String> map =
        io.vavr.collection.TreeMap.empty(ORDER);

    @Override
    public @Nullable String get(byte[] key) {
      return map.get(key).getOrNull();
    }

    @Override
    public void put(byte[] key, String value) {
      map = map.put(key, value);
    }

    /// It cannot begin in the middle, so its walk asks for each key by itself.
    @Override
    public int walk(byte[] prefix) {
      int seen = 0;
      byte[] key = Arrays.copyOf(prefix, prefix.length + 2);
      for (int i = 0; i < PER_PREFIX; i++) {
        key[prefix.length] = (byte) ('0' + i / 10);
        key[prefix.length + 1] = (byte) ('0' + i % 10);
        Iterator<String> found = map.get(key).iterator();
        if (found.hasNext()) {
          seen += found.next().length();
        }
      }
      return seen;
    }
  }
}
