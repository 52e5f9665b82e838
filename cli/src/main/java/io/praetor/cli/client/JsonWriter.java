// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Writes a [Json] in the layout of Go's encoder: compact, or indented with empty objects and arrays on one line, and with
/// `<`, `>` and `&` escaped as Go does by default.
public final class JsonWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder text = new StringBuilder();
  private final String indent;

  private JsonWriter(String indent) {
    this.indent = indent;
  }

  /// Without any blank.
  public static String compact(Json value) {
    return write(value, "");
  }

  /// With `indent` for each level.
  public static String indented(Json value, String indent) {
    return write(value, indent);
  }

  private static String write(Json value, String indent) {
    JsonWriter writer = new JsonWriter(indent);
    writer.value(value, 0);
    return writer.text.toString();
  }

  private void value(Json value, int level) {
    switch (value) {
      case Json.Null.NULL -> text.append("null");
      case Json.Bool(var bool) -> text.append(bool);
      case Json.Num(var literal) -> text.append(literal);
      case Json.Text(var string) -> string(string);
      case Json.Arr(var values) -> array(values, level);
      case Json.Obj(var values) -> object(values, level);
    }
  }

  private void array(List<Json> values, int level) {
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ",");
      line(level + 1);
      value(values.get(i), level + 1);
    }
    if (!values.isEmpty()) {
      line(level);
    }
    text.append(']');
  }

  private void object(Map<String, Json> values, int level) {
    text.append('{');
    Iterator<Map.Entry<String, Json>> entries = values.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Json> entry = entries.next();
      line(level + 1);
      string(entry.getKey());
      text.append(indent.isEmpty() ? ":" : ": ");
      value(entry.getValue(), level + 1);
      text.append(entries.hasNext() ? "," : "");
    }
    if (!values.isEmpty()) {
      line(level);
    }
    text.append('}');
  }

  private void line(int level) {
    if (!indent.isEmpty()) {
      text.append('\n').append(indent.repeat(level));
    }
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        default -> {
          if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
            text.append("\\u")
                .append(HEX[c >> 12])
                .append(HEX[c >> 8 & 15])
                .append(HEX[c >> 4 & 15])
                .append(HEX[c & 15]);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
