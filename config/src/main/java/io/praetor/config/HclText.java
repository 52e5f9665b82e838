// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import io.praetor.config.HclToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads HCL 1 into the same tree as [JsonText]: maps, lists, strings, longs, doubles, booleans.
///
/// A block is a list of one map, as in Consul, because HCL cannot tell a block that may come once
/// from one that may repeat; the decoder takes the single element out where one is wanted. Labels
/// nest: `a "b" {}` is `a` holding `b`. The grammar and the error texts are those of the HCL
/// library that Consul uses. Depth is bounded. Pure; any thread.
final class HclText {
  /// Deeper texts are refused; recursion in this class is bounded by it.
  static final int MAX_DEPTH = 200;

  private final HclScanner scanner;
  private HclToken token;
  private boolean pushedBack;
  private int depth;

  private HclText(String text) {
    this.scanner = new HclScanner(text);
    this.token = new HclToken(Kind.EOF, 1, 1, "");
  }

  /// The keys and values of the whole text. A text that begins with a brace is JSON.
  static Map<String, @Nullable Object> parse(String text) throws SyntaxException {
    if (text.stripLeading().startsWith("{")) {
      Object value = JsonText.parse(text);
      return value == null ? Map.of() : Trees.map(value);
    }
    HclText reader = new HclText(text);
    List<Item> items;
    try {
      items = reader.items(false);
    } catch (SyntaxException e) {
      throw reader.scanner.fault() == null ? e : reader.scanner.fault();
    }
    if (reader.scanner.fault() != null) {
      throw reader.scanner.fault();
    }
    return toMap(items);
  }

  private record Item(List<HclToken> keys, Value value) {}

  private sealed interface Value {
    record Literal(HclToken token) implements Value {}

    record Block(List<Item> items) implements Value {}

    record Elements(List<Value> values) implements Value {}
  }

  private HclToken scan() {
    if (pushedBack) {
      pushedBack = false;
    } else {
      token = scanner.next();
    }
    return token;
  }

  private void unscan() {
    pushedBack = true;
  }

  private List<Item> items(boolean inBraces) throws SyntaxException {
    List<Item> items = new ArrayList<>();
    while (true) {
      if (inBraces) {
        Kind next = scan().kind();
        unscan();
        if (next == Kind.RBRACE) {
          return items;
        }
      }
      Item item = item();
      if (item == null) {
        return items;
      }
      items.add(item);
      if (scan().kind() != Kind.COMMA) {
        unscan();
      }
    }
  }

  /// The next key and value; null at the end of the text, even where the value is still missing.
  private @Nullable Item item() throws SyntaxException {
    List<HclToken> keys = new ArrayList<>();
    while (scan().kind() == Kind.IDENT || token.kind() == Kind.STRING) {
      keys.add(token);
    }
    return switch (token.kind()) {
      case EOF, RBRACE -> {
        if (!keys.isEmpty()) {
          throw token.error(
              "key '"
                  + String.join(" ", keys.stream().map(HclToken::text).toList())
                  + "' expected start of object ('{') or assignment ('=')");
        }
        if (token.kind() == Kind.RBRACE) {
          throw token.error("expected: IDENT | STRING | ASSIGN | LBRACE got: RBRACE");
        }
        yield null;
      }
      case ASSIGN -> {
        if (keys.size() > 1) {
          throw token.error("nested object expected: LBRACE got: ASSIGN");
        }
        if (keys.isEmpty()) {
          throw token.error("no object keys found!");
        }
        Value value = value();
        yield value == null ? null : new Item(keys, value);
      }
      case LBRACE -> {
        if (keys.isEmpty()) {
          throw token.error("expected: IDENT | STRING got: LBRACE");
        }
        yield new Item(keys, block());
      }
      default ->
          throw token.error("expected: IDENT | STRING | ASSIGN | LBRACE got: " + token.kind());
    };
  }

  private @Nullable Value value() throws SyntaxException {
    scan();
    return switch (token.kind()) {
      case NUMBER, FLOAT, BOOL, STRING, HEREDOC -> new Value.Literal(token);
      case LBRACE -> block();
      case LBRACK -> elements();
      case EOF -> null;
      default -> throw token.error("Unknown token: " + token);
    };
  }

  private Value block() throws SyntaxException {
    enter();
    List<Item> items = items(true);
    if (scan().kind() != Kind.RBRACE) {
      throw token.error("object expected closing RBRACE got: " + token.kind());
    }
    depth--;
    return new Value.Block(items);
  }

  private Value elements() throws SyntaxException {
    enter();
    List<Value> values = new ArrayList<>();
    boolean needComma = false;
    while (true) {
      HclToken first = scan();
      Kind kind = first.kind();
      if (needComma && kind != Kind.COMMA && kind != Kind.RBRACK) {
        throw first.error("error parsing list, expected comma or list end, got: " + kind);
      }
      switch (kind) {
        case BOOL, NUMBER, FLOAT, STRING, HEREDOC -> {
          values.add(new Value.Literal(first));
          needComma = true;
        }
        case COMMA -> needComma = false;
        case LBRACE -> {
          values.add(nested(first, "object", true));
          needComma = true;
        }
        case LBRACK -> values.add(nested(first, "list", false));
        case RBRACK -> {
          depth--;
          return new Value.Elements(values);
        }
        default -> throw first.error("unexpected token while parsing list: " + kind);
      }
    }
  }

  private Value nested(HclToken first, String what, boolean isBlock) throws SyntaxException {
    try {
      return isBlock ? block() : elements();
    } catch (SyntaxException e) {
      throw first.error("error while trying to parse " + what + " within list: " + e.getMessage());
    }
  }

  private void enter() throws SyntaxException {
    if (++depth > MAX_DEPTH) {
      throw token.error("exceeded max depth");
    }
  }

  /// One map of the items: labels nest, a repeated block or list is appended, else the last wins.
  private static Map<String, @Nullable Object> toMap(List<Item> items) throws SyntaxException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Item item : items) {
      HclToken keyToken = item.keys().getFirst();
      String key = HclLiterals.key(keyToken);
      Object value;
      if (item.keys().size() > 1) {
        Item rest = new Item(item.keys().subList(1, item.keys().size()), item.value());
        value = List.of(toMap(List.of(rest)));
      } else {
        value = plain(item.value(), false);
      }
      Object old = map.get(key);
      if (old instanceof List<?> before) {
        if (!(value instanceof List<?> after)) {
          throw keyToken.error("unknown slice type: *ast.LiteralType");
        }
        List<@Nullable Object> joined = new ArrayList<>(before);
        joined.addAll(after);
        value = joined;
      }
      map.put(key, value);
    }
    return map;
  }

  private static Object plain(Value value, boolean inList) throws SyntaxException {
    return switch (value) {
      case Value.Literal(var literal) -> HclLiterals.value(literal);
      case Value.Block(var items) -> inList ? toMap(items) : List.of(toMap(items));
      case Value.Elements(var values) -> {
        List<Object> list = new ArrayList<>(values.size());
        for (Value element : values) {
          list.add(plain(element, true));
        }
        yield list;
      }
    };
  }
}
