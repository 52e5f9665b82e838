// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Reads JSON as Go's decoder does: the first value is checked for syntax as a whole, what follows
/// it is ignored, later duplicate keys win, bytes that are not UTF-8 become U+FFFD.
public final class JsonDecoder implements Decoder {
  /// Digits beyond this are not a number that any field holds; parsing them would cost quadratic
  /// time.
  private static final int MAX_NUMBER_LENGTH = 400;

  private final byte[] data;
  private final int end;
  private final Unknown unknown;
  private int at;

  /// For each open map or array: whether its first entry is still to come.
  private boolean[] first = new boolean[8];

  private int depth;

  /// The fields being read, outermost first: struct and field names in turn.
  private String[] path = new String[8];

  private int entered;

  public JsonDecoder(byte[] data, Unknown unknown) {
    this(data, 0, data.length, unknown);
  }

  public JsonDecoder(byte[] data, int from, int to, Unknown unknown) {
    this.data = data;
    this.at = from;
    this.end = JsonSyntax.end(data, from, to);
    this.unknown = unknown;
  }

  @Override
  public Encoder.Form form() {
    return Encoder.Form.JSON;
  }

  @Override
  public Unknown unknown() {
    return unknown;
  }

  private void space() {
    while (at < end && data[at] <= ' ' && data[at] >= 0) {
      at++;
    }
  }

  /// The next byte that is not space. A caller that reads past the value has a fault of its own.
  private byte next() {
    space();
    if (at == end) {
      throw DecodeException.end();
    }
    return data[at];
  }

  @Override
  public Kind peek() {
    return switch (next()) {
      case '{' -> Kind.MAP;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOL;
      case 'n' -> Kind.NIL;
      default -> numberIsFloat() ? Kind.FLOAT : Kind.INTEGER;
    };
  }

  private boolean numberIsFloat() {
    for (int i = at; i < numberEnd(); i++) {
      if (data[i] == '.' || data[i] == 'e' || data[i] == 'E') {
        return true;
      }
    }
    return false;
  }

  private int numberEnd() {
    int i = at;
    while (i < end && "+-.eE0123456789".indexOf(data[i]) >= 0) {
      i++;
    }
    return i;
  }

  private DecodeException wrong(String goType) {
    String found =
        switch (peek()) {
          case MAP -> "object";
          case ARRAY -> "array";
          case STRING -> "string";
          case BOOL -> "bool";
          case NIL -> "null";
          case INTEGER, FLOAT -> "number";
        };
    return mismatch(found, goType);
  }

  private DecodeException mismatch(String found, String goType) {
    StringBuilder fields = new StringBuilder();
    for (int i = 1; i < entered; i += 2) {
      fields.append(i > 1 ? "." : "").append(path[i]);
    }
    String struct = entered == 0 ? "" : path[entered - 2];
    return DecodeException.mismatch(found, goType, struct, fields.toString());
  }

  private void open() {
    at++;
    if (depth == first.length) {
      first = Arrays.copyOf(first, depth * 2);
    }
    first[depth++] = true;
  }

  /// Whether another entry follows; passes the comma before it, or the end mark.
  private boolean more(char endMark) {
    byte c = next();
    if (c == endMark) {
      at++;
      depth--;
      return false;
    }
    if (!first[depth - 1]) {
      at++; // The comma: the syntax was checked.
    }
    first[depth - 1] = false;
    return true;
  }

  /// Set while a nil stands for an empty collection that was "entered".
  private boolean inNil;

  @Override
  public void beginMap(String goType) {
    if (skipNil()) {
      inNil = true;
    } else if (next() == '{') {
      open();
    } else {
      throw wrong(goType);
    }
  }

  @Override
  public @Nullable String nextKey() {
    if (leaveNil() || !more('}')) {
      return null;
    }
    String key = text();
    next();
    at++; // The colon.
    return key;
  }

  @Override
  public void beginArray() {
    if (skipNil()) {
      inNil = true;
    } else if (next() == '[') {
      open();
    } else {
      throw wrong("slice");
    }
  }

  @Override
  public boolean hasNext() {
    return !leaveNil() && more(']');
  }

  private boolean leaveNil() {
    boolean was = inNil;
    inNil = false;
    return was;
  }

  private boolean skipNil() {
    if (next() == 'n') {
      at += 4;
      return true;
    }
    return false;
  }

  @Override
  public void nil() {
    if (!skipNil()) {
      throw wrong("nil");
    }
  }

  @Override
  public boolean bool() {
    return switch (next()) {
      case 't' -> {
        at += 4;
        yield true;
      }
      case 'f' -> {
        at += 5;
        yield false;
      }
      case 'n' -> {
        at += 4;
        yield false;
      }
      default -> throw wrong("bool");
    };
  }

  private String number(String goType) {
    Kind kind = peek();
    if (kind != Kind.INTEGER && kind != Kind.FLOAT) {
      throw wrong(goType);
    }
    int to = numberEnd();
    if (to - at > MAX_NUMBER_LENGTH) {
      throw DecodeException.limit("number of " + (to - at) + " digits");
    }
    String text = Utf8.decode(data, at, to);
    at = to;
    return text;
  }

  @Override
  public long int64(int bits, String goType) {
    if (skipNil()) {
      return 0;
    }
    String text = number(goType);
    try {
      long value = Long.parseLong(text);
      if (value >> (bits - 1) == value >> 63) {
        return value;
      }
      throw mismatch("number " + text, goType);
    } catch (NumberFormatException e) {
      throw mismatch("number " + text, goType);
    }
  }

  @Override
  public long uint64(int bits, String goType) {
    if (skipNil()) {
      return 0;
    }
    String text = number(goType);
    try {
      long value = Long.parseUnsignedLong(text);
      if (text.charAt(0) != '-' && (bits == 64 || value >>> bits == 0)) {
        return value;
      }
      throw mismatch("number " + text, goType);
    } catch (NumberFormatException e) {
      throw mismatch("number " + text, goType);
    }
  }

  @Override
  public double float64() {
    if (skipNil()) {
      return 0;
    }
    String text = number("float64");
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw mismatch("number " + text, "float64");
    }
    return value;
  }

  @Override
  public String string() {
    if (skipNil()) {
      return "";
    }
    if (next() != '"') {
      throw wrong("string");
    }
    return text();
  }

  private String text() {
    next();
    int from = ++at;
    while (data[at] != '"') {
      if (data[at] == '\\' || data[at] < 0) {
        return unescape(from);
      }
      at++;
    }
    return Utf8.decode(data, from, at++);
  }

  private String unescape(int from) {
    StringBuilder out = new StringBuilder(Utf8.decode(data, from, at));
    while (data[at] != '"') {
      if (data[at] == '\\') {
        escape(out);
      } else {
        int length = Utf8.sequence(data, at, end);
        if (length == 0) {
          out.append('\ufffd');
          at++;
        } else {
          out.append(Utf8.decode(data, at, at + length));
          at += length;
        }
      }
    }
    at++;
    return out.toString();
  }

  private void escape(StringBuilder out) {
    char letter = (char) data[at + 1];
    at += 2;
    switch (letter) {
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> {
        char unit = hex(at);
        at += 4;
        if (Character.isHighSurrogate(unit)
            && data[at] == '\\'
            && data[at + 1] == 'u'
            && Character.isLowSurrogate(hex(at + 2))) {
          out.append(unit).append(hex(at + 2));
          at += 6;
        } else {
          out.append(Character.isSurrogate(unit) ? '\ufffd' : unit);
        }
      }
      default -> out.append(letter);
    }
  }

  private char hex(int from) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 4 | Character.digit(data[from + i], 16);
    }
    return (char) value;
  }

  @Override
  public Bytes bytes() {
    if (skipNil()) {
      return Bytes.NIL;
    }
    if (next() != '"') {
      throw wrong("[]uint8");
    }
    String text = text().replace("\r", "").replace("\n", "");
    int bad = firstNotBase64(text);
    if (bad >= 0) {
      throw DecodeException.invalid("illegal base64 data at input byte " + bad);
    }
    return Bytes.wrap(Base64.getDecoder().decode(text));
  }

  /// Where Go's strict padded decoder stops, -1 if the text is good.
  private static int firstNotBase64(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean symbol =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/';
      if (symbol) {
        continue;
      }
      if (c != '=' || i % 4 < 2) {
        return i;
      }
      int padded = i / 4 * 4 + 4; // Where the quad ends, and with it the text.
      if (i % 4 == 2 && (i + 1 == length || text.charAt(i + 1) != '=')) {
        return i + 1;
      }
      return padded == length ? -1 : padded;
    }
    return length % 4 == 0 ? -1 : length / 4 * 4;
  }

  @Override
  public GoTime time() {
    if (skipNil()) {
      return GoTime.ZERO;
    }
    if (next() != '"') {
      throw DecodeException.invalid("Time.UnmarshalJSON: input is not a JSON string");
    }
    return GoTime.parse(text());
  }

  @Override
  public void skip() {
    space();
    at = JsonSyntax.end(data, at, end);
  }

  @Override
  public Bytes encoded() {
    space();
    int from = at;
    skip();
    return Bytes.copyOf(data, from, at);
  }

  @Override
  public void enter(String struct, String field) {
    if (entered == path.length) {
      path = Arrays.copyOf(path, entered * 2);
    }
    path[entered++] = struct;
    path[entered++] = field;
  }

  @Override
  public void leave() {
    entered -= 2;
  }
}
