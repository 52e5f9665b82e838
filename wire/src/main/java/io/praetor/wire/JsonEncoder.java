// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.util.Base64;

/// JSON as Go's encoder writes it: `<`, `>`, `&`, U+2028 and U+2029 escaped, bytes that are not
/// UTF-8 as `\ufffd`, compact or indented by four spaces, empty collections always `{}` and `[]`.
public final class JsonEncoder implements Encoder {
  public enum Style {
    COMPACT,
    PRETTY
  }

  private static final String HEX = "0123456789abcdef";
  private static final int INDENT = 4;

  private final ByteSink out = new ByteSink(512);
  private final boolean pretty;
  private int depth;

  /// Whether the next key or element is the first of its collection.
  private boolean first = true;

  /// Whether the next value follows its key, so that the separator is already written.
  private boolean afterKey;

  public JsonEncoder(Style style) {
    this.pretty = style == Style.PRETTY;
  }

  @Override
  public Form form() {
    return Form.JSON;
  }

  public byte[] toByteArray() {
    return out.toArray();
  }

  private void beforeValue() {
    if (afterKey) {
      afterKey = false;
    } else if (depth > 0) {
      separate();
    }
  }

  private void separate() {
    if (!first) {
      out.put(',');
    }
    first = false;
    newline();
  }

  private void newline() {
    if (pretty) {
      out.put('\n');
      out.putRepeated(' ', depth * INDENT);
    }
  }

  private void begin(int mark) {
    beforeValue();
    out.put(mark);
    depth++;
    first = true;
  }

  private void end(int mark) {
    depth--;
    if (!first) {
      newline();
    }
    out.put(mark);
    first = false;
  }

  @Override
  public void beginMap(int size) {
    begin('{');
  }

  @Override
  public void key(String name) {
    separate();
    text(name);
    out.put(':');
    if (pretty) {
      out.put(' ');
    }
    afterKey = true;
  }

  @Override
  public void endMap() {
    end('}');
  }

  @Override
  public void beginArray(int size) {
    begin('[');
  }

  @Override
  public void endArray() {
    end(']');
  }

  @Override
  public void nil() {
    ascii("null");
  }

  @Override
  public void bool(boolean value) {
    ascii(value ? "true" : "false");
  }

  @Override
  public void int64(long value) {
    ascii(Long.toString(value));
  }

  @Override
  public void uint64(long value) {
    ascii(Long.toUnsignedString(value));
  }

  @Override
  public void float64(double value) {
    ascii(GoFloat.format(value));
  }

  private void ascii(String text) {
    beforeValue();
    out.putAscii(text);
  }

  @Override
  public void string(String value) {
    beforeValue();
    text(value);
  }

  @Override
  public void bytes(Bytes value) {
    if (value.isNil()) {
      nil();
      return;
    }
    beforeValue();
    byte[] base64 = Base64.getEncoder().encode(value.shared());
    out.put('"');
    out.put(base64, 0, base64.length);
    out.put('"');
  }

  @Override
  public void time(GoTime value) {
    string(value.text());
  }

  @Override
  public void encoded(Bytes value) {
    beforeValue();
    out.put(value.shared(), 0, value.size());
  }

  private void text(String value) {
    out.put('"');
    if (plain(value)) {
      out.putAscii(value);
    } else {
      escaped(value);
    }
    out.put('"');
  }

  private static boolean plain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c >= 0x80 || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
        return false;
      }
    }
    return true;
  }

  private void escaped(String value) {
    int i = 0;
    while (i < value.length()) {
      int point = value.codePointAt(i);
      i += Character.charCount(point);
      switch (point) {
        case '"', '\\' -> escape(point);
        case '\b' -> escape('b');
        case '\f' -> escape('f');
        case '\n' -> escape('n');
        case '\r' -> escape('r');
        case '\t' -> escape('t');
        case '<', '>', '&', 0x2028, 0x2029 -> unicode(point);
        default -> {
          if (point < ' ') {
            unicode(point);
          } else if (point < 0x80) {
            out.put(point);
          } else if (point <= 0xffff && Character.isSurrogate((char) point)) {
            unicode(0xfffd);
          } else {
            String one = Character.toString(point);
            out.putUtf8(one, 4);
          }
        }
      }
    }
  }

  private void escape(int letter) {
    out.put('\\');
    out.put(letter);
  }

  private void unicode(int unit) {
    escape('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.put(HEX.charAt(unit >> shift & 0xf));
    }
  }
}
