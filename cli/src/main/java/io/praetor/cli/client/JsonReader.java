// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON text into a [Json], with bounded depth and lengths, because an answer may come from anything that listens on
/// the port. Values of 512 KiB in base64 and snapshots of configuration must pass, so strings may be long.
public final class JsonReader {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_STRING_LENGTH = 64 << 20;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING_LENGTH)
                  .build())
          .build();

  private JsonReader() {}

  /// Reads one document.
  ///
  /// @throws SyntaxError when the text is not JSON or has something after the document
  public static Json read(byte[] text) throws SyntaxError {
    try (JsonParser parser =
        FACTORY.createParser(
            ObjectReadContext.empty(), (InputStream) new ByteArrayInputStream(text))) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new SyntaxError("unexpected end of JSON input");
      }
      Json document = value(parser, first);
      if (parser.nextToken() != null) {
        throw new SyntaxError("invalid character after top-level value");
      }
      return document;
    } catch (JacksonException e) {
      throw new SyntaxError(String.valueOf(e.getOriginalMessage()));
    }
  }

  private static Json value(JsonParser parser, JsonToken token) throws SyntaxError {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Json.Text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getString());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> Json.Null.NULL;
      case END_ARRAY, END_OBJECT, NOT_AVAILABLE, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new SyntaxError("unexpected " + token);
    };
  }

  private static Json object(JsonParser parser) throws SyntaxError {
    Map<String, Json> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      values.put(name, value(parser, parser.nextToken()));
    }
    return new Json.Obj(values);
  }

  private static Json array(JsonParser parser) throws SyntaxError {
    List<Json> values = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      values.add(value(parser, token));
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
