// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The flags of `agent`, read with Go's rules: one dash or two, `-x=y` or `-x y`, booleans
/// without a
/// value, and the first argument that is no flag ends them. Which flags set which keys is said by
/// [Fields]; those that set no key are here.
public final class AgentFlags {
  /// `-join` and its sister set the deprecated keys, which is where their warning comes from.
  private static final Map<String, String> REDIRECTED =
      Map.of("join", "start_join", "join-wan", "start_join_wan");

  private static final Map<String, Field> BY_FLAG = byFlag();

  private final List<String> configPaths = new ArrayList<>();
  private final List<String> fragments = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final Settings lists = new Settings();
  private final Settings values = new Settings();
  private String configFormat = "";
  private boolean dev;

  private AgentFlags() {}

  /// Reads the arguments that follow `agent`.
  public static AgentFlags parse(List<String> arguments) throws FlagException {
    AgentFlags flags = new AgentFlags();
    flags.read(arguments);
    return flags;
  }

  /// No flags but these files and folders, as `validate` has them.
  public static AgentFlags ofPaths(List<String> paths, String format) {
    AgentFlags flags = new AgentFlags();
    flags.configPaths.addAll(paths);
    flags.configFormat = format;
    return flags;
  }

  /// The names of all flags, sorted, for the usage text.
  public static List<String> names() {
    TreeSet<String> names = new TreeSet<>(BY_FLAG.keySet());
    names.addAll(List.of("config-dir", "config-file", "config-format", "dev", "hcl"));
    return List.copyOf(names);
  }

  /// Arguments after the flags; `agent` takes none.
  public List<String> arguments() {
    return List.copyOf(arguments);
  }

  /// Whether `-dev` was given.
  public boolean dev() {
    return dev;
  }

  /// The values of `-config-file` and `-config-dir`, in the order given.
  public List<String> configPaths() {
    return List.copyOf(configPaths);
  }

  /// The value of `-config-format`, empty for none.
  public String configFormat() {
    return configFormat;
  }

  List<String> fragments() {
    return List.copyOf(fragments);
  }

  /// Lists come before those of the files.
  Settings lists() {
    return lists;
  }

  /// All other values come after those of the files.
  Settings values() {
    return values;
  }

  private void read(List<String> all) throws FlagException {
    int at = 0;
    while (at < all.size()) {
      String argument = all.get(at);
      if (argument.length() < 2 || argument.charAt(0) != '-') {
        break;
      }
      at++;
      if (argument.equals("--")) {
        break;
      }
      String name = argument.substring(argument.charAt(1) == '-' ? 2 : 1);
      if (name.isEmpty() || name.charAt(0) == '-' || name.charAt(0) == '=') {
        throw new FlagException("bad flag syntax: " + argument, false);
      }
      int equals = name.indexOf('=');
      String value = equals < 0 ? null : name.substring(equals + 1);
      name = equals < 0 ? name : name.substring(0, equals);
      if (isBool(name)) {
        set(name, value == null ? "true" : value);
      } else if (!names().contains(name)) {
        boolean help = name.equals("h") || name.equals("help");
        throw new FlagException(
            help ? "flag: help requested" : "flag provided but not defined: -" + name, help);
      } else if (value != null) {
        set(name, value);
      } else if (at < all.size()) {
        set(name, all.get(at++));
      } else {
        throw new FlagException("flag needs an argument: -" + name, false);
      }
    }
    arguments.addAll(all.subList(at, all.size()));
  }

  private static boolean isBool(String name) {
    Field field = BY_FLAG.get(name);
    return name.equals("dev") || (field != null && field.type() == FieldType.BOOL);
  }

  private void set(String name, String value) throws FlagException {
    switch (name) {
      case "dev" -> dev = bool(name, value);
      case "hcl" -> fragments.add(value);
      case "config-file", "config-dir" -> configPaths.add(value);
      case "config-format" -> configFormat = value;
      default -> set(name, fieldOf(name), value);
    }
  }

  private void set(String name, Field field, String value) throws FlagException {
    String key = field.key();
    switch (field.type()) {
      case BOOL -> values.put(key, bool(name, value));
      case INT -> values.put(key, integer(name, value));
      case STRING_MAP -> {
        Map<String, String> map = new LinkedHashMap<>(values.stringMap(key));
        int colon = value.indexOf(':');
        map.put(
            colon < 0 ? value : value.substring(0, colon),
            colon < 0 ? "" : value.substring(colon + 1));
        values.put(key, map);
      }
      case STRINGS -> {
        Settings target = key.startsWith("http_config.") ? values : lists;
        List<String> list = new ArrayList<>(target.strings(key));
        list.add(value);
        target.put(key, list);
      }
      case STRING, DURATION -> values.put(key, value);
      case UINT,
          UINT32,
          UINT64,
          FLOAT,
          LIST_MAP,
          TREE,
          TREES,
          SERVICE,
          SERVICES,
          CHECK,
          CHECKS,
          TIME,
          NOTHING ->
          throw new IllegalStateException("no flag can set " + key);
    }
  }

  private static Field fieldOf(String name) {
    Field field = BY_FLAG.get(name);
    if (field == null) {
      throw new IllegalArgumentException("no such flag: " + name);
    }
    return field;
  }

  private static boolean bool(String name, String value) throws FlagException {
    return switch (value) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default ->
          throw new FlagException(
              "invalid boolean value "
                  + GoText.quote(value)
                  + " for -"
                  + name
                  + ": strconv.ParseBool: parsing "
                  + GoText.quote(value)
                  + ": invalid syntax",
              false);
    };
  }

  private static long integer(String name, String value) throws FlagException {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException notANumber) {
      boolean tooLarge = value.matches("[+-]?[0-9]+");
      throw new FlagException(
          "invalid value "
              + GoText.quote(value)
              + " for flag -"
              + name
              + ": strconv.Atoi: parsing "
              + GoText.quote(value)
              + (tooLarge ? ": value out of range" : ": invalid syntax"),
          false);
    }
  }

  private static Map<String, Field> byFlag() {
    Map<String, Field> map = new HashMap<>();
    for (Field field : Fields.AGENT) {
      for (String flag : field.flags()) {
        map.put(flag, field);
      }
    }
    REDIRECTED.forEach(
        (flag, key) -> {
          Field field = Fields.of(key);
          if (field == null) {
            throw new IllegalStateException("no field for the flag -" + flag);
          }
          map.put(flag, field);
        });
    return Map.copyOf(map);
  }
}
