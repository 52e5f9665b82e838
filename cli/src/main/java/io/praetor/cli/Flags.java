// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.wire.GoDuration;
import io.praetor.wire.GoQuote;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The flags of one command. Picocli holds their description; the command line is read by the rules of Go's flag package,
/// because Consul's scripts depend on them: one dash or two, `-x v` and `-x=v` alike, a boolean never takes the next
/// argument, and the first argument that is no flag ends them all (docs/adr/0003).
final class Flags {
  private List<String> given = List.of();
  private final CommandSpec spec = CommandSpec.create();
  private final Map<String, Flag<?>> byName = new TreeMap<>();

  Flag<Boolean> bool(String name, String help) {
    return bool(name, false, help);
  }

  Flag<Boolean> bool(String name, boolean initial, String help) {
    return add(name, FlagType.BOOL, initial, "", initial ? "true" : "", help);
  }

  Flag<String> string(String name, String help) {
    return string(name, "", help);
  }

  Flag<String> string(String name, String initial, String help) {
    return add(
        name,
        FlagType.STRING,
        initial,
        "string",
        initial.isEmpty() ? "" : "\"" + initial + "\"",
        help);
  }

  Flag<Long> integer(String name, long initial, String help) {
    return add(
        name, FlagType.INT, initial, "int", initial == 0 ? "" : Long.toString(initial), help);
  }

  Flag<Long> uint64(String name, String help) {
    return add(name, FlagType.UINT64, 0L, "uint", "", help);
  }

  Flag<Long> duration(String name, long initialNanos, String help) {
    String shown = initialNanos == 0 ? "" : GoDuration.format(initialNanos);
    return add(name, FlagType.DURATION, initialNanos, "duration", shown, help);
  }

  Flag<List<String>> strings(String name, String help) {
    return add(name, FlagType.STRINGS, List.of(), "value", "", help);
  }

  Flag<Map<String, String>> pairs(String name, String help) {
    return add(name, FlagType.PAIRS, Map.of(), "key=value", "", help);
  }

  /// A flag of the HTTP client, which help lists in a section of its own.
  <T> Flag<T> http(String name, FlagType<T> type, T initial, String placeholder, String help) {
    return add(name, type, Flag.Section.HTTP_API, initial, placeholder, "", help);
  }

  private <T> Flag<T> add(
      String name,
      FlagType<T> type,
      T initial,
      String placeholder,
      String defaultText,
      String help) {
    return add(name, type, Flag.Section.COMMAND, initial, placeholder, defaultText, help);
  }

  private <T> Flag<T> add(
      String name,
      FlagType<T> type,
      Flag.Section section,
      T initial,
      String placeholder,
      String defaultText,
      String help) {
    OptionSpec option =
        OptionSpec.builder("-" + name, "--" + name)
            .type(type == FlagType.BOOL ? boolean.class : String.class)
            .arity(type == FlagType.BOOL ? "0" : "1")
            .paramLabel(placeholder)
            .defaultValue(defaultText)
            .description(help)
            .build();
    spec.addOption(option);
    Flag<T> flag = new Flag<>(option, type, section, initial);
    byName.put(name, flag);
    return flag;
  }

  CommandSpec spec() {
    return spec;
  }

  Collection<Flag<?>> all() {
    return byName.values();
  }

  /// All arguments of the last {@link #parse}, as they came.
  List<String> given() {
    return given;
  }

  /// Reads the flags and returns the arguments after them.
  List<String> parse(List<String> arguments) throws FlagError {
    given = List.copyOf(arguments);
    int at = 0;
    while (at < arguments.size()) {
      String argument = arguments.get(at);
      if (argument.length() < 2 || argument.charAt(0) != '-') {
        break;
      }
      at++;
      if (argument.equals("--")) {
        break;
      }
      at = readFlag(argument, arguments, at);
    }
    return List.copyOf(arguments.subList(at, arguments.size()));
  }

  /// Reads the flag in `argument` and returns the index after the value that it took, if it took one.
  private int readFlag(String argument, List<String> arguments, int next) throws FlagError {
    String body = argument.substring(argument.startsWith("--") ? 2 : 1);
    if (body.isEmpty() || body.charAt(0) == '-' || body.charAt(0) == '=') {
      throw new FlagError("bad flag syntax: " + argument);
    }
    int equals = body.indexOf('=');
    String name = equals < 0 ? body : body.substring(0, equals);
    String value = equals < 0 ? null : body.substring(equals + 1);
    Flag<?> flag = byName.get(name);
    if (flag == null) {
      throw new FlagError("flag provided but not defined: -" + name);
    }
    if (flag.isSwitch()) {
      readSwitch(flag, value);
      return next;
    }
    boolean takesNext = value == null;
    if (takesNext && next == arguments.size()) {
      throw new FlagError("flag needs an argument: -" + name);
    }
    String text = value == null ? arguments.get(next) : value;
    try {
      flag.read(text);
    } catch (FlagError e) {
      throw new FlagError(
          "invalid value " + GoQuote.quote(text) + " for flag -" + name + ": " + e.text());
    }
    return takesNext ? next + 1 : next;
  }

  private static void readSwitch(Flag<?> flag, @Nullable String value) throws FlagError {
    try {
      flag.read(value == null ? "true" : value);
    } catch (FlagError e) {
      throw new FlagError(
          "invalid boolean value "
              + GoQuote.quote(String.valueOf(value))
              + " for -"
              + flag.name()
              + ": "
              + e.text());
    }
  }

  /// The list that follows a flag error, in the layout of Go's `PrintDefaults`.
  void printDefaults(PrintStream to) {
    for (Flag<?> flag : byName.values()) {
      to.print("  -" + flag.name() + (flag.isSwitch() ? "" : " " + flag.placeholder()));
      String shown = flag.defaultText().isEmpty() ? "" : " (default " + flag.defaultText() + ")";
      to.print("\n    \t" + flag.help() + shown + "\n");
    }
  }

  /// The sections that end a command's help.
  void printHelp(PrintStream to) {
    for (Flag.Section section : Flag.Section.values()) {
      List<Flag<?>> listed = new ArrayList<>();
      byName.values().stream()
          .filter(flag -> flag.section() == section && !flag.isHidden())
          .forEach(listed::add);
      if (!listed.isEmpty()) {
        to.print("\n" + section.heading + "\n");
        for (Flag<?> flag : listed) {
          to.print(
              "\n  -"
                  + flag.name()
                  + (flag.isSwitch() ? "" : "=<" + flag.placeholder() + ">")
                  + "\n");
          String shown =
              flag.defaultText().isEmpty() ? "" : " The default is " + flag.defaultText() + ".";
          to.print(Paragraphs.wrap(flag.help() + shown, 5));
        }
      }
    }
  }
}
