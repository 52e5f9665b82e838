// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Addresses written as go-sockaddr templates: text with pipelines in double braces, such as
/// `{{ GetAllInterfaces | include "name" "^eth" | join "address" " " }}`. Of Go's template language
/// only pipelines of functions with literal arguments are understood, which is what addresses need.
final class AddressTemplate {
  private static final int MAX_LENGTH = 4096;

  private AddressTemplate() {}

  /// The text with all templates resolved.
  ///
  /// @throws IllegalArgumentException when a template cannot be read or applied
  static String resolve(String text, List<Host.NetworkAddress> addresses) {
    if (!text.contains("{{")) {
      return text;
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("template is too long");
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (true) {
      int open = text.indexOf("{{", at);
      if (open < 0) {
        return out.append(text, at, text.length()).toString().strip();
      }
      int close = text.indexOf("}}", open);
      if (close < 0) {
        throw unparsable(text, "unclosed action");
      }
      out.append(text, at, open);
      out.append(pipeline(text, text.substring(open + 2, close), addresses));
      at = close + 2;
    }
  }

  private static String pipeline(
      String template, String action, List<Host.NetworkAddress> addresses) {
    Object value = null;
    for (List<Word> command : commands(template, action)) {
      if (command.isEmpty()) {
        throw unparsable(template, "missing value for command");
      }
      Word first = command.getFirst();
      if (first.isText()) {
        value = first.text();
        continue;
      }
      List<Object> arguments = new ArrayList<>();
      for (Word word : command.subList(1, command.size())) {
        arguments.add(word.isText() ? word.text() : call(template, word, List.of(), addresses));
      }
      if (value != null) {
        arguments.add(value);
      }
      value = call(template, first, arguments, addresses);
    }
    return value instanceof String text ? text : "";
  }

  private static Object call(
      String template, Word name, List<Object> arguments, List<Host.NetworkAddress> addresses) {
    AddressFunctions.Function function = AddressFunctions.ALL.get(name.text());
    if (function == null) {
      throw unparsable(template, "function " + GoText.quote(name.text()) + " not defined");
    }
    try {
      return function.apply(addresses, arguments);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "unable to execute sockaddr input "
              + GoText.quote(template)
              + ": template: sockaddr.Parse:1: error calling "
              + name.text()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /// A literal, or the name of a function.
  private record Word(String text, boolean isText) {}

  private static List<List<Word>> commands(String template, String action) {
    List<List<Word>> commands = new ArrayList<>();
    commands.add(new ArrayList<>());
    int at = 0;
    while (at < action.length()) {
      char c = action.charAt(at);
      if (Character.isWhitespace(c) || c == '(' || c == ')') {
        at++;
      } else if (c == '|') {
        commands.add(new ArrayList<>());
        at++;
      } else if (c == '"' || c == '`') {
        StringBuilder text = new StringBuilder();
        at = literal(template, action, at, text);
        commands.getLast().add(new Word(text.toString(), true));
      } else {
        int start = at;
        while (at < action.length()
            && !Character.isWhitespace(action.charAt(at))
            && "|\"`()".indexOf(action.charAt(at)) < 0) {
          at++;
        }
        String word = action.substring(start, at);
        commands.getLast().add(new Word(word, word.matches("[+-]?[0-9]+")));
      }
    }
    return commands;
  }

  private static int literal(String template, String action, int start, StringBuilder into) {
    char quote = action.charAt(start);
    for (int at = start + 1; at < action.length(); at++) {
      char c = action.charAt(at);
      if (c == quote) {
        return at + 1;
      }
      if (c == '\\' && quote == '"' && at + 1 < action.length()) {
        c = action.charAt(++at);
      }
      into.append(c);
    }
    throw unparsable(
        template, quote == '"' ? "unterminated quoted string" : "unterminated raw quoted string");
  }

  private static IllegalArgumentException unparsable(String template, @Nullable String reason) {
    return new IllegalArgumentException(
        "unable to parse template "
            + GoText.quote(template)
            + ": template: sockaddr.Parse:1: "
            + reason);
  }
}
