// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.watches;

import io.praetor.wire.Bytes;
import io.praetor.wire.Decoder;
import io.praetor.wire.JsonDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// JSON that is taken apart and put together again without looking at the values, so that numbers and
/// texts stay as they were written.
final class RawJson {
  private RawJson() {}

  /// The members of an object; those of null are none.
  static Map<String, String> members(String object) {
    JsonDecoder in = decoder(object);
    Map<String, String> members = new LinkedHashMap<>();
    in.beginMap("map");
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      members.put(key, text(in.encoded()));
    }
    return members;
  }

  /// The elements of an array; those of null are none.
  static List<String> elements(String array) {
    JsonDecoder in = decoder(array);
    List<String> elements = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      elements.add(text(in.encoded()));
    }
    return elements;
  }

  static String array(Collection<String> elements) {
    return "[" + String.join(",", elements) + "]";
  }

  /// The names must not need escapes.
  static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /// Without the blanks between values.
  static String compact(String json) {
    StringBuilder out = new StringBuilder(json.length());
    boolean inText = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inText && c == '\\' && i + 1 < json.length()) {
        out.append(c).append(json.charAt(++i));
        continue;
      }
      if (c == '"') {
        inText = !inText;
      }
      if (inText || " \t\r\n".indexOf(c) < 0) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static JsonDecoder decoder(String json) {
    return new JsonDecoder(json.getBytes(StandardCharsets.UTF_8), Decoder.Unknown.IGNORE);
  }

  private static String text(Bytes bytes) {
    return bytes.text();
  }
}
