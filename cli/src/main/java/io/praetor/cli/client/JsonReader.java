// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.JsonDecoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON text, or a msgpack value, into a [Json]. The bounds on depth and lengths are those of the wire decoders: an
/// answer may come from anything that listens on the port.
public final class JsonReader {
  private JsonReader() {}

  /// Reads one document; what follows it is ignored, as Go's decoder does.
  ///
  /// @throws SyntaxError when the text is not JSON
  public static Json read(byte[] text) throws SyntaxError {
    try {
      return value(new JsonDecoder(text, Decoder.Unknown.IGNORE));
    } catch (DecodeException e) {
      throw new SyntaxError(String.valueOf(e.getMessage()));
    }
  }

  /// Reads the next value of a decoder, with its numbers as they are written.
  ///
  /// @throws DecodeException when the value is malformed
  public static Json value(Decoder from) {
    return switch (from.peek()) {
      case NIL -> {
        from.nil();
        yield Json.Null.NULL;
      }
      case BOOL -> new Json.Bool(from.bool());
      case INTEGER, FLOAT -> new Json.Num(number(from));
      case STRING -> new Json.Text(from.string());
      case ARRAY -> array(from);
      case MAP -> object(from);
    };
  }

  private static String number(Decoder from) {
    if (from instanceof JsonDecoder json) {
      return json.encoded().text();
    }
    return switch (from.peek()) {
      case FLOAT ->
          new BigDecimal(Double.toString(from.float64())).stripTrailingZeros().toPlainString();
      default -> Long.toString(from.int64(Long.SIZE, "int64"));
    };
  }

  private static Json object(Decoder from) {
    Map<String, Json> values = new LinkedHashMap<>();
    from.beginMap();
    for (@Nullable String name = from.nextKey(); name != null; name = from.nextKey()) {
      values.put(name, value(from));
    }
    return new Json.Obj(values);
  }

  private static Json array(Decoder from) {
    List<Json> values = new ArrayList<>();
    from.beginArray();
    while (from.hasNext()) {
      values.add(value(from));
    }
    return new Json.Arr(values);
  }

  /// The text is not JSON.
  public static final class SyntaxError extends Exception {
    private static final long serialVersionUID = 1L;

    SyntaxError(String message) {
      super(message, null, false, false);
    }

    /// What is wrong.
    public String text() {
      return String.valueOf(getMessage());
    }
  }
}
