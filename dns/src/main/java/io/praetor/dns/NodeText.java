// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.catalog.Node;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A node's metadata as TXT records: `key=value` quoted as RFC 1464 says, or the bare value for keys
/// that begin with `rfc1035-`. A backslash escapes what follows it, as in a master file, and is not
/// seen itself; Consul has that from the library which it writes packets with. Pure.
final class NodeText {
  private NodeText() {}

  static List<ResourceRecord> records(Name owner, Node node, long ttlSeconds) {
    Map<String, String> meta = node.meta();
    if (meta == null || meta.isEmpty()) {
      return List.of();
    }
    List<ResourceRecord> records = new ArrayList<>(meta.size());
    for (Map.Entry<String, String> entry : meta.entrySet()) {
      String key = entry.getKey();
      String text =
          key.toLowerCase(Locale.ROOT).startsWith("rfc1035-")
              ? entry.getValue()
              : quoteKey(key) + "=" + entry.getValue().replace("`", "``");
      records.add(
          new ResourceRecord(owner, ttlSeconds, new RecordData.Txt(List.of(unescape(text)))));
    }
    return records;
  }

  /// Backquotes before `=`, before backquotes, and before blanks at either end.
  private static String quoteKey(String key) {
    String trimmed = key.strip();
    int start = key.indexOf(trimmed);
    int end = start + trimmed.length();
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '=' || c == '`' || ((i < start || i >= end) && (c == ' ' || c == '\t'))) {
        quoted.append('`');
      }
      quoted.append(c);
    }
    return quoted.toString();
  }

  private static byte[] unescape(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    if (text.indexOf('\\') < 0) {
      return in;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '\\' || i + 1 == in.length) {
        out.write(in[i]);
      } else if (i + 3 < in.length && digits(in, i + 1)) {
        out.write((in[i + 1] - '0') * 100 + (in[i + 2] - '0') * 10 + in[i + 3] - '0');
        i += 3;
      } else {
        out.write(in[++i]);
      }
    }
    return out.toByteArray();
  }

  private static boolean digits(byte[] in, int at) {
    for (int i = at; i < at + 3; i++) {
      if (in[i] < '0' || in[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
