// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import org.jspecify.annotations.Nullable;

/// What both decoders throw on bad input, and nothing else. The message is Go's own text, because
/// Consul passes it on to the client behind a prefix.
public final class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// What kind of fault it is, where a caller answers differently.
  public enum Kind {
    /// The input ends before, or inside, the value.
    END,
    SYNTAX,
    UNKNOWN_FIELD,
    /// Well formed, but of the wrong type or out of range.
    MISMATCH,
    /// Beyond a bound on depth, length or count.
    LIMIT
  }

  private final Kind kind;
  private final @Nullable String detail;

  private DecodeException(Kind kind, String message, @Nullable String detail) {
    super(message, null, false, false);
    this.kind = kind;
    this.detail = detail;
  }

  public Kind kind() {
    return kind;
  }

  /// The field's name, for `UNKNOWN_FIELD`.
  public @Nullable String unknownField() {
    return kind == Kind.UNKNOWN_FIELD ? detail : null;
  }

  static DecodeException end() {
    return new DecodeException(Kind.END, "EOF", null);
  }

  static DecodeException unexpectedEnd() {
    return new DecodeException(Kind.END, "unexpected EOF", null);
  }

  static DecodeException syntax(String message) {
    return new DecodeException(Kind.SYNTAX, message, null);
  }

  static DecodeException unknownField(String name) {
    return new DecodeException(
        Kind.UNKNOWN_FIELD, "json: unknown field " + GoQuote.quote(name), name);
  }

  static DecodeException limit(String what) {
    return new DecodeException(Kind.LIMIT, what, null);
  }

  /// A value that a codec refuses for a reason of its own; the text stands as it is.
  public static DecodeException invalid(String message) {
    return new DecodeException(Kind.MISMATCH, message, null);
  }

  /// A JSON value of the wrong type; `found` is Go's word for it, such as `string` or `number 1.5`,
  /// `struct` the innermost record (empty: none), `path` the dotted fields from the outermost.
  static DecodeException mismatch(String found, String goType, String struct, String path) {
    String where = struct.isEmpty() ? "value" : "struct field " + struct + "." + path;
    return new DecodeException(
        Kind.MISMATCH,
        "json: cannot unmarshal " + found + " into Go " + where + " of type " + goType,
        null);
  }
}
