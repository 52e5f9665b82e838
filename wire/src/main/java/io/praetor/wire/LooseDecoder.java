// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads a tree that people wrote (parsed JSON or HCL: Map, List, String, Number, Boolean, null) as
/// leniently as Consul reads configuration entries, observed through its HTTP interface: numbers and
/// texts stand for one another, a single value for a list of one and the other way round, and keys may
/// be written in snake_case.
///
/// Faults do not end the reading: they are collected with their paths, as are keys that no record
/// has, and the caller asks for them afterwards. One thread.
public final class LooseDecoder implements Decoder {
  /// Faults beyond this many are not kept: a hostile body must not make a long answer.
  private static final int MAX_FAULTS = 100;

  /// One open map or list.
  private static final class Frame {
    private final @Nullable Iterator<? extends Map.Entry<?, ?>> entries;
    private final @Nullable Iterator<?> elements;
    private final boolean record;
    private String step = "";
    private int position;

    private Frame(
        @Nullable Iterator<? extends Map.Entry<?, ?>> entries,
        @Nullable Iterator<?> elements,
        boolean record) {
      this.entries = entries;
      this.elements = elements;
      this.record = record;
    }
  }

  private final Deque<Frame> frames = new ArrayDeque<>();
  private final TreeSet<String> faults = new TreeSet<>(Utf8.ORDER);
  private final TreeSet<String> unknownKeys = new TreeSet<>(Utf8.ORDER);
  private @Nullable Object node;

  /// @param tree must not nest deeper than [Decoder#MAX_DEPTH]; both parsers see to that
  public LooseDecoder(@Nullable Object tree) {
    this.node = tree;
  }

  /// What could not be read, sorted.
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /// The paths of keys that no record has, sorted.
  public List<String> unknownKeys() {
    return List.copyOf(unknownKeys);
  }

  @Override
  public Encoder.Form form() {
    return Encoder.Form.JSON;
  }

  @Override
  public Unknown unknown() {
    return Unknown.REFUSE;
  }

  @Override
  public void unknownField(String key) {
    if (unknownKeys.size() < MAX_FAULTS) {
      unknownKeys.add(path());
    }
  }

  @Override
  public Kind peek() {
    return switch (node) {
      case null -> Kind.NIL;
      case Boolean _ -> Kind.BOOL;
      case String _ -> Kind.STRING;
      case Map<?, ?> _ -> Kind.MAP;
      case List<?> _ -> Kind.ARRAY;
      case Double _ -> Kind.FLOAT;
      default -> Kind.INTEGER;
    };
  }

  @Override
  public void beginMap(String goType) {
    boolean record = !goType.equals("map");
    Map<?, ?> map = record ? recordMap() : plainMap();
    if (frames.size() >= MAX_DEPTH) {
      throw DecodeException.limit("nested too deeply");
    }
    frames.push(new Frame(map.entrySet().iterator(), null, record));
  }

  private Map<?, ?> recordMap() {
    Object value = node instanceof List<?> list && list.size() == 1 ? list.getFirst() : node;
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    if (value != null) {
      fault(
          " expected a map or struct, got \""
              + switch (node) {
                case List<?> _ -> "slice";
                case String _ -> "string";
                case Boolean _ -> "bool";
                case null, default -> "float64";
              }
              + "\"");
    }
    return Map.of();
  }

  /// A list of maps counts as one map, later keys winning.
  private Map<?, ?> plainMap() {
    Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
    for (Object one : node instanceof List<?> list ? list : wrap(node)) {
      if (one instanceof Map<?, ?> map) {
        merged.putAll(map);
      } else {
        fault(mismatch("map[string]string", one));
      }
    }
    return merged;
  }

  private static List<?> wrap(@Nullable Object value) {
    return value == null ? List.of() : List.of(value);
  }

  @Override
  public @Nullable String nextKey() {
    Frame frame = frames.getFirst();
    Iterator<? extends Map.Entry<?, ?>> entries = frame.entries;
    if (entries == null || !entries.hasNext()) {
      frames.pop();
      return null;
    }
    Map.Entry<?, ?> entry = entries.next();
    node = entry.getValue();
    String key = String.valueOf(entry.getKey());
    frame.step = frame.record ? "." + key : "[" + key + "]";
    return key;
  }

  @Override
  public void beginArray() {
    List<?> list = node instanceof List<?> many ? many : wrap(emptyAsNull(node));
    if (frames.size() >= MAX_DEPTH) {
      throw DecodeException.limit("nested too deeply");
    }
    frames.push(new Frame(null, list.iterator(), false));
  }

  private static @Nullable Object emptyAsNull(@Nullable Object value) {
    return value instanceof Map<?, ?> map && map.isEmpty() ? null : value;
  }

  @Override
  public boolean hasNext() {
    Frame frame = frames.getFirst();
    Iterator<?> elements = frame.elements;
    if (elements == null || !elements.hasNext()) {
      frames.pop();
      return false;
    }
    node = elements.next();
    frame.step = "[" + frame.position++ + "]";
    return true;
  }

  @Override
  public void nil() {}

  @Override
  public boolean bool() {
    return switch (single()) {
      case null -> false;
      case Boolean value -> value;
      case Number number -> number.doubleValue() != 0;
      case String text ->
          switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "", "0", "f", "F", "FALSE", "false", "False" -> false;
            default -> {
              fault(" cannot parse value as 'bool': strconv.ParseBool: invalid syntax");
              yield false;
            }
          };
      case Object other -> {
        fault(mismatch("bool", other));
        yield false;
      }
    };
  }

  @Override
  public long int64(int bits, String goType) {
    return integer("int", "strconv.ParseInt");
  }

  @Override
  public long uint64(int bits, String goType) {
    long value = integer("uint", "strconv.ParseUint");
    return bits == 64 ? value : value & ((1L << bits) - 1);
  }

  private long integer(String goType, String parser) {
    return switch (single()) {
      case null -> 0;
      case Boolean value -> value ? 1 : 0;
      case Number number -> number.longValue();
      case String text -> {
        try {
          yield text.isEmpty() ? 0 : Long.decode(text);
        } catch (NumberFormatException e) {
          fault(" cannot parse value as '" + goType + "': " + parser + ": invalid syntax");
          yield 0;
        }
      }
      case Object other -> {
        fault(mismatch(goType, other));
        yield 0;
      }
    };
  }

  @Override
  public double float64() {
    return switch (single()) {
      case null -> 0;
      case Boolean value -> value ? 1 : 0;
      case Number number -> number.doubleValue();
      case String text -> {
        try {
          yield text.isEmpty() ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
          fault(" cannot parse value as 'float32': strconv.ParseFloat: invalid syntax");
          yield 0;
        }
      }
      case Object other -> {
        fault(mismatch("float32", other));
        yield 0;
      }
    };
  }

  /// A Go duration as text, or nanoseconds.
  public Duration duration() {
    if (!(single() instanceof String text)) {
      return Duration.ofNanos(integer("int64", "strconv.ParseInt"));
    }
    try {
      return GoDuration.parse(text);
    } catch (GoDuration.InvalidDuration e) {
      String message = String.valueOf(e.getMessage());
      int quoted = message.indexOf(" \"");
      fault(" " + (quoted < 0 ? message : message.substring(0, quoted)));
      return Duration.ZERO;
    }
  }

  @Override
  public String string() {
    return switch (single()) {
      case null -> "";
      case String text -> text;
      case Boolean value -> value ? "1" : "0";
      case Double number -> GoFloat.format(number);
      case Number number -> number.toString();
      case Object other -> {
        fault(mismatch("string", other));
        yield "";
      }
    };
  }

  /// The bytes of the text as it stands: Consul does not expect base64 here.
  @Override
  public Bytes bytes() {
    return node == null ? Bytes.NIL : Bytes.wrap(string().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public GoTime time() {
    String text = string();
    try {
      return text.isEmpty() ? GoTime.ZERO : GoTime.parse(text);
    } catch (RuntimeException e) {
      fault(" parsing time: " + e.getMessage());
      return GoTime.ZERO;
    }
  }

  /// A value without a shape of its own: as it is, but a list of one map, which is what HCL makes of
  /// a block, as that map.
  public @Nullable Object freeForm() {
    return freeForm(node);
  }

  private static @Nullable Object freeForm(@Nullable Object value) {
    return switch (value) {
      case List<?> list when list.size() == 1 && list.getFirst() instanceof Map<?, ?> only ->
          freeForm(only);
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(one -> copy.add(freeForm(one)));
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, one) -> copy.put(String.valueOf(key), freeForm(one)));
        yield copy;
      }
      case null, default -> value;
    };
  }

  private @Nullable Object single() {
    return node instanceof List<?> list && list.size() == 1 ? list.getFirst() : node;
  }

  @Override
  public void skip() {}

  @Override
  public Bytes encoded() {
    throw new UnsupportedOperationException("a tree has no bytes");
  }

  @Override
  public void enter(String struct, String field) {
    frames.getFirst().step = "." + field;
  }

  @Override
  public void leave() {}

  private String path() {
    StringBuilder path = new StringBuilder();
    frames.descendingIterator().forEachRemaining(frame -> path.append(frame.step));
    return path.isEmpty() || path.charAt(0) != '.' ? path.toString() : path.substring(1);
  }

  private void fault(String text) {
    if (faults.size() < MAX_FAULTS) {
      faults.add("'" + path() + "'" + text);
    }
  }

  /// The text of a value of the wrong type.
  private static String mismatch(String goType, @Nullable Object found) {
    return " expected type '" + goType + "', got unconvertible type '" + goType(found) + "'";
  }

  /// Go's name for what a parser made of a value.
  public static String goType(@Nullable Object value) {
    return switch (value) {
      case null -> "nil";
      case String _ -> "string";
      case Boolean _ -> "bool";
      case Map<?, ?> _ -> "map[string]interface {}";
      case List<?> _ -> "[]interface {}";
      default -> "float64";
    };
  }
}
