// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns the tree of one text into [Settings], by the schema, and collects what does not fit:
/// values
/// of the wrong type first of all, then keys that do not exist. Texts convert to nothing else and
/// nothing converts to text; numbers convert to each other; null is as good as absent.
final class Decoder {
  private final Faults misfits = new Faults();
  private final Faults unknownKeys = new Faults();
  private final Faults droppedKeys = new Faults();

  /// Keys that parse, mean nothing any more, and are worth a warning, in alphabetical order.
  List<String> droppedKeys() {
    return droppedKeys.sorted();
  }

  /// The settings of a whole tree.
  Settings decode(Map<String, @Nullable Object> tree, Schema.Block schema) throws SyntaxException {
    Settings settings = new Settings();
    block("", "", schema, tree, settings);
    if (!misfits.isEmpty()) {
      throw new SyntaxException(
          "decoding failed due to the following error(s):\n\n" + String.join("\n", misfits.list()));
    }
    if (!unknownKeys.isEmpty()) {
      throw new SyntaxException(GoText.errors(unknownKeys.list()));
    }
    return settings;
  }

  /// @param path where the block stands in the text, for errors
  /// @param prefix where its values go in the settings
  private void block(
      String path,
      String prefix,
      Schema.Block schema,
      Map<String, @Nullable Object> tree,
      Settings into) {
    inOrder(schema, tree)
        .forEach(
            key -> {
              Object value = tree.get(key);
              Schema.Member member = Schema.member(schema, key);
              if (member == null) {
                unknownKeys.add("invalid config key " + path + key);
              } else if (value != null) {
                String name = prefix + member.name();
                Object decoded = decode(path + member.name(), name, member.schema(), value, into);
                if (decoded != null) {
                  into.put(name, decoded);
                }
              }
            });
  }

  /// The keys in the order in which Consul looks at them, unknown ones last.
  private static List<String> inOrder(Schema.Block schema, Map<String, @Nullable Object> tree) {
    List<String> keys = new ArrayList<>(tree.keySet());
    if (schema == Schema.AGENT) {
      keys.sort(Comparator.comparing((String key) -> key.toLowerCase(Locale.ROOT)));
    } else if (keys.size() > 1) {
      keys.sort(
          Comparator.comparingInt(
              key -> {
                Schema.Member member = Schema.member(schema, key);
                return member == null ? Integer.MAX_VALUE : member.order();
              }));
    }
    return keys;
  }

  private @Nullable Object decode(
      String path, String name, Schema schema, Object given, Settings into) {
    boolean wantsList = wantsList(schema);
    Object value = given;
    if (!wantsList && value instanceof List<?> list && list.size() == 1) {
      value = list.getFirst();
      if (value == null) {
        return null;
      }
    }
    if (wantsList && !(value instanceof List<?>)) {
      misfits.add("'" + path + "' source data must be an array or slice, got " + Trees.kind(value));
      return null;
    }
    return switch (schema) {
      case Schema.Scalar(var type) -> scalar(path, type, value);
      case Schema.Block block -> {
        if (!isMap(path, value)) {
          yield null;
        }
        block(path + ".", name + ".", block, Trees.map(value), into);
        yield true;
      }
      case Schema.Blocks(var element) -> blocks(path, element, (List<?>) value);
      case Schema.BlockMap(var element, var goName) -> {
        if (!(value instanceof Map)) {
          misfits.add(unconvertible(path, goName, value));
          yield null;
        }
        Map<String, Settings> map = new LinkedHashMap<>();
        Trees.map(value)
            .forEach(
                (key, inner) -> {
                  Settings settings =
                      inner == null ? new Settings() : one(path + "[" + key + "]", element, inner);
                  if (settings != null) {
                    map.put(key, settings);
                  }
                });
        yield map;
      }
    };
  }

  private static boolean wantsList(Schema schema) {
    return switch (schema) {
      case Schema.Blocks ignored -> true;
      case Schema.Block ignored -> false;
      case Schema.BlockMap ignored -> false;
      case Schema.Scalar(var type) ->
          type == FieldType.STRINGS
              || type == FieldType.TREES
              || type == FieldType.SERVICES
              || type == FieldType.CHECKS;
    };
  }

  private @Nullable Object scalar(String path, FieldType type, Object value) {
    return switch (type) {
      case BOOL -> value instanceof Boolean ? value : misfit(path, type, value);
      case STRING, DURATION -> value instanceof String ? value : misfit(path, type, value);
      case INT ->
          switch (value) {
            case Long number -> number;
            case Double number -> whole(number);
            default -> misfit(path, type, value);
          };
      case UINT, UINT32, UINT64 -> unsigned(path, type, value);
      case FLOAT ->
          switch (value) {
            case Long number -> (double) number;
            case Double number -> number;
            default -> misfit(path, type, value);
          };
      case STRINGS -> strings(path, (List<?>) value);
      case STRING_MAP -> {
        if (!(value instanceof Map)) {
          yield misfit(path, type, value);
        }
        Map<String, String> map = new LinkedHashMap<>();
        Trees.map(value)
            .forEach(
                (key, inner) -> {
                  Object text = text(path + "[" + key + "]", inner);
                  if (text instanceof String string) {
                    map.put(key, string);
                  }
                });
        yield map;
      }
      case LIST_MAP -> {
        if (!(value instanceof Map)) {
          yield misfit(path, type, value);
        }
        Map<String, List<String>> map = new LinkedHashMap<>();
        Trees.map(value)
            .forEach(
                (key, inner) -> {
                  String at = path + "[" + key + "]";
                  if (inner instanceof List<?> list) {
                    map.put(key, strings(at, list));
                  } else if (inner != null) {
                    misfits.add(
                        "'"
                            + at
                            + "' source data must be an array or slice, got "
                            + Trees.kind(inner));
                  }
                });
        yield map;
      }
      case TREE -> value instanceof Map ? Trees.free(value) : misfit(path, type, value);
      case TREES -> {
        List<Object> trees = new ArrayList<>();
        List<?> list = (List<?>) value;
        for (int i = 0; i < list.size(); i++) {
          Object tree = Trees.free(list.get(i));
          if (tree instanceof Map) {
            trees.add(tree);
          } else if (tree != null) {
            misfits.add(unconvertible(path + "[" + i + "]", FieldType.TREE.goName(), tree));
          }
        }
        yield trees;
      }
      case SERVICE -> one(path, Schema.SERVICE, value);
      case CHECK -> one(path, Schema.CHECK, value);
      case SERVICES -> blocks(path, Schema.SERVICE, (List<?>) value);
      case CHECKS -> blocks(path, Schema.CHECK, (List<?>) value);
      case TIME -> one(path, Schema.EMPTY, value);
      case NOTHING -> {
        droppedKeys.add(path);
        yield null;
      }
    };
  }

  private @Nullable Object unsigned(String path, FieldType type, Object value) {
    if (value instanceof Long number) {
      if (number < 0) {
        misfits.add(overflow(path, type, number.toString()));
        return null;
      }
      return type == FieldType.UINT32 ? Long.valueOf(number & 0xffffffffL) : number;
    }
    if (value instanceof Double number) {
      if (number < 0) {
        misfits.add(overflow(path, type, String.format("%f", number)));
        return null;
      }
      long whole = whole(number);
      return type == FieldType.UINT32 ? whole & 0xffffffffL : whole;
    }
    return misfit(path, type, value);
  }

  private static String overflow(String path, FieldType type, String number) {
    return "'"
        + path
        + "' cannot parse value as '"
        + type.goName()
        + "': "
        + number
        + " overflows uint";
  }

  /// Go cuts the fraction off, and makes the smallest number of what does not fit.
  private static long whole(double number) {
    return number >= Long.MIN_VALUE && number < 0x1p63 ? (long) number : Long.MIN_VALUE;
  }

  private List<String> strings(String path, List<?> list) {
    List<String> strings = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      Object text = text(path + "[" + i + "]", list.get(i));
      if (text instanceof String string) {
        strings.add(string);
      }
    }
    return strings;
  }

  private @Nullable Object text(String path, @Nullable Object given) {
    Object value = given instanceof List<?> list && list.size() == 1 ? list.getFirst() : given;
    if (value == null) {
      return "";
    }
    return value instanceof String ? value : misfit(path, FieldType.STRING, value);
  }

  private List<Settings> blocks(String path, Schema.Block element, List<?> list) {
    List<Settings> blocks = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      Object inner = list.get(i);
      Settings settings =
          inner == null ? new Settings() : one(path + "[" + i + "]", element, inner);
      if (settings != null) {
        blocks.add(settings);
      }
    }
    return blocks;
  }

  private @Nullable Settings one(String path, Schema.Block schema, Object given) {
    Object value = given instanceof List<?> list && list.size() == 1 ? list.getFirst() : given;
    Settings settings = new Settings();
    if (value == null) {
      return settings;
    }
    if (!isMap(path, value)) {
      return null;
    }
    block(path + ".", "", schema, Trees.map(value), settings);
    return settings;
  }

  private boolean isMap(String path, Object value) {
    if (value instanceof Map) {
      return true;
    }
    misfits.add("'" + path + "' expected a map or struct, got \"" + Trees.kind(value) + "\"");
    return false;
  }

  private @Nullable Object misfit(String path, FieldType type, Object value) {
    misfits.add(unconvertible(path, type.goName(), value));
    return null;
  }

  private static String unconvertible(String path, String wanted, Object value) {
    return "'"
        + path
        + "' expected type '"
        + wanted
        + "', got unconvertible type '"
        + Trees.goType(value)
        + "'";
  }
}
