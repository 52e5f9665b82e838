// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A domain name as its uncompressed wire bytes: length-prefixed labels and a final zero. Letter case
/// is kept, because Consul answers in the case that was asked; `equals` therefore minds it, and
/// `equalsIgnoreCase` is there for meaning. Immutable.
///
/// The text form is the one of master files (`\.` is a dot inside a label, `\DDD` a byte), which is
/// also the form in which Consul compares a label with the names in its catalog.
public final class Name {
  /// On the wire, with every length byte and the final zero.
  static final int MAX_BYTES = 255;

  static final int MAX_LABEL_BYTES = 63;

  public static final Name ROOT = new Name(new byte[1]);

  private final byte[] wire;

  private Name(byte[] wire) {
    this.wire = wire;
  }

  /// A name from bytes that the caller has checked and will not change.
  static Name ofCheckedWire(byte[] wire) {
    return new Name(wire);
  }

  /// A name from its text, with or without the final dot.
  public static Name parse(String text) throws DnsFormatException {
    return ROOT.child(text);
  }

  /// The name `text.this`.
  public Name child(String text) throws DnsFormatException {
    if (text.isEmpty() || text.equals(".")) {
      return this;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[Math.min(in.length + 1, MAX_BYTES) + wire.length];
    int labelAt = 0;
    int at = 1;
    for (int i = 0; i < in.length; i++) {
      int b = in[i];
      if (b == '.') {
        closeLabel(out, labelAt, at);
        labelAt = at++;
        continue;
      }
      if (b == '\\' && i + 1 < in.length) {
        if (isDecimalByte(in, i + 1)) {
          b = (in[i + 1] - '0') * 100 + (in[i + 2] - '0') * 10 + (in[i + 3] - '0');
          i += 3;
        } else {
          b = in[++i];
        }
      }
      if (at - labelAt > MAX_LABEL_BYTES || at >= MAX_BYTES) {
        throw new DnsFormatException("a label or name that is too long");
      }
      out[at++] = (byte) b;
    }
    int end = labelAt;
    if (at > labelAt + 1) {
      closeLabel(out, labelAt, at);
      end = at;
    }
    if (end + wire.length > MAX_BYTES) {
      throw new DnsFormatException("a name over 255 bytes");
    }
    System.arraycopy(wire, 0, out, end, wire.length);
    return new Name(Arrays.copyOf(out, end + wire.length));
  }

  private static void closeLabel(byte[] out, int labelAt, int at) throws DnsFormatException {
    if (at == labelAt + 1 || at >= MAX_BYTES) {
      throw new DnsFormatException("an empty label, or a name that is too long");
    }
    out[labelAt] = (byte) (at - labelAt - 1);
  }

  private static boolean isDecimalByte(byte[] in, int at) {
    if (at + 3 > in.length) {
      return false;
    }
    int value = 0;
    for (int i = at; i < at + 3; i++) {
      if (in[i] < '0' || in[i] > '9') {
        return false;
      }
      value = value * 10 + in[i] - '0';
    }
    return value <= 255;
  }

  byte[] wire() {
    return wire;
  }

  public int labelCount() {
    int count = 0;
    for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
      count++;
    }
    return count;
  }

  /// Whether this name is `zone` or lies below it, whatever the letter case.
  public boolean isWithin(Name zone) {
    int at = suffixAt(zone);
    return at >= 0 && sameBytes(at, zone, true);
  }

  /// The same with letter case minded, and never true for the zone itself: the rule by which Consul
  /// chooses the domain of an SOA record.
  boolean isStrictlyBelowWithCase(Name zone) {
    int at = suffixAt(zone);
    return at > 0 && sameBytes(at, zone, false);
  }

  public boolean equalsIgnoreCase(Name other) {
    return wire.length == other.wire.length && sameBytes(0, other, true);
  }

  /// The last labels of this name, as many as `zone` has, in the letter case of this name.
  Name suffixLike(Name zone) {
    int at = wire.length - zone.wire.length;
    return at == 0 ? this : new Name(Arrays.copyOfRange(wire, at, wire.length));
  }

  /// The labels before the zone in lower case, first to last, in their text form.
  String[] labelsBefore(Name zone) {
    int end = wire.length - zone.wire.length;
    int count = 0;
    for (int at = 0; at < end; at += wire[at] + 1) {
      count++;
    }
    String[] labels = new String[count];
    for (int at = 0, i = 0; at < end; at += wire[at] + 1, i++) {
      labels[i] = labelText(at, true);
    }
    return labels;
  }

  /// The name with the labels before `zone` in lower case and the rest as it is.
  Name withLowerCaseBefore(Name zone) {
    int end = wire.length - zone.wire.length;
    byte[] lower = wire.clone();
    for (int i = 0; i < end; i++) {
      lower[i] = lower(lower[i]);
    }
    return new Name(lower);
  }

  Name lowerCase() {
    return withLowerCaseBefore(ROOT);
  }

  /// Where the zone would start in this name, or -1 when no label starts there.
  private int suffixAt(Name zone) {
    int want = wire.length - zone.wire.length;
    int at = 0;
    while (at < want) {
      at += wire[at] + 1;
    }
    return at == want ? at : -1;
  }

  private boolean sameBytes(int at, Name zone, boolean ignoreCase) {
    // Length bytes are below 'A', so that folding letters never makes two of them equal.
    for (int i = 0; i < zone.wire.length; i++) {
      byte a = wire[at + i];
      byte b = zone.wire[i];
      if (a != b && !(ignoreCase && lower(a) == lower(b))) {
        return false;
      }
    }
    return true;
  }

  private static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }

  @SuppressWarnings("deprecation") // the String constructor for bytes that are known to be ASCII
  private String labelText(int at, boolean lowerCase) {
    int length = wire[at];
    byte[] copy = new byte[length];
    for (int i = 0; i < length; i++) {
      byte b = wire[at + 1 + i];
      if (isSpecial(b)) {
        return escapedLabelText(at, lowerCase);
      }
      copy[i] = lowerCase ? lower(b) : b;
    }
    return new String(copy, 0);
  }

  private String escapedLabelText(int at, boolean lowerCase) {
    StringBuilder text = new StringBuilder();
    for (int i = at + 1; i <= at + wire[at]; i++) {
      byte b = lowerCase ? lower(wire[i]) : wire[i];
      if (b < ' ' || b > '~') {
        int value = b & 0xff;
        text.append('\\').append((char) ('0' + value / 100));
        text.append((char) ('0' + value / 10 % 10)).append((char) ('0' + value % 10));
      } else {
        if (isSpecial(b)) {
          text.append('\\');
        }
        text.append((char) b);
      }
    }
    return text.toString();
  }

  private static boolean isSpecial(byte b) {
    return switch (b) {
      case '.', ' ', '\'', '@', ';', '(', ')', '"', '\\' -> true;
      default -> b < ' ' || b > '~';
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Name that && Arrays.equals(wire, that.wire);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(wire);
  }

  /// The text with its final dot.
  @Override
  public String toString() {
    if (wire.length == 1) {
      return ".";
    }
    StringBuilder text = new StringBuilder(wire.length);
    for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
      text.append(labelText(at, false)).append('.');
    }
    return text.toString();
  }
}
