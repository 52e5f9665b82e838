// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.filter;

import io.praetor.http.filter.Expression.Match;
import io.praetor.http.filter.Expression.Operator;
import io.praetor.wire.GoQuote;
import io.praetor.wire.GoRegex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A filter expression made ready for one type of record: selectors resolved, values converted,
/// patterns compiled, all faults found. Immutable; any thread may use it.
public final class Filter<T> {
  private final Predicate<T> predicate;

  private Filter(Predicate<T> predicate) {
    this.predicate = predicate;
  }

  /// An empty expression keeps every record.
  /// Why an expression cannot be read, whatever its selectors mean; empty when it can.
  public static String syntaxFault(String expression) {
    if (expression.isEmpty()) {
      return "";
    }
    try {
      ExpressionParser.parse(expression);
      return "";
    } catch (FilterException e) {
      return e.text();
    }
  }

  public static <T> Filter<T> compile(String expression, Schema<T> schema) throws FilterException {
    if (expression.isEmpty()) {
      return new Filter<>(value -> true);
    }
    return new Filter<>(predicate(ExpressionParser.parse(expression), schema));
  }

  public boolean matches(T value) {
    return predicate.test(value);
  }

  /// The records that match, in their order.
  public List<T> apply(List<T> values) {
    List<T> kept = new ArrayList<>(values.size());
    for (T value : values) {
      if (predicate.test(value)) {
        kept.add(value);
      }
    }
    return kept;
  }

  private static <T> Predicate<T> predicate(Expression expression, Schema<T> schema)
      throws FilterException {
    return switch (expression) {
      case Expression.Not(var operand) -> predicate(operand, schema).negate();
      case Expression.And(var parts) -> {
        List<Predicate<T>> all = predicates(parts, schema);
        yield value -> {
          for (Predicate<T> part : all) {
            if (!part.test(value)) {
              return false;
            }
          }
          return true;
        };
      }
      case Expression.Or(var parts) -> {
        List<Predicate<T>> any = predicates(parts, schema);
        yield value -> {
          for (Predicate<T> part : any) {
            if (part.test(value)) {
              return true;
            }
          }
          return false;
        };
      }
      case Match match -> select(match, 0, schema);
    };
  }

  private static <T> List<Predicate<T>> predicates(List<Expression> parts, Schema<T> schema)
      throws FilterException {
    List<Predicate<T>> predicates = new ArrayList<>(parts.size());
    for (Expression part : parts) {
      predicates.add(predicate(part, schema));
    }
    return predicates;
  }

  private static <T> Predicate<T> select(Match match, int depth, Schema<T> schema)
      throws FilterException {
    Schema.Field<T> field = schema.field(match.selector().get(depth));
    if (field == null) {
      throw invalidSelector(match, depth);
    }
    boolean last = depth == match.selector().size() - 1;
    return switch (field) {
      case Schema.Text<T>(var value) -> {
        endsHere(match, depth);
        Predicate<String> test = text(match);
        yield owner -> test.test(value.apply(owner));
      }
      case Schema.Flag<T>(var value) -> {
        endsHere(match, depth);
        allow(match, Operator.EQUAL);
        boolean wanted = Coerce.bool(match) ^ match.operator().negated;
        yield owner -> value.test(owner) == wanted;
      }
      case Schema.Numeric<T>(var value, int bits, boolean signed) -> {
        endsHere(match, depth);
        allow(match, Operator.EQUAL);
        long wanted = signed ? Coerce.signed(match) : Coerce.unsigned(match, bits);
        boolean negated = match.operator().negated;
        yield owner -> (value.applyAsLong(owner) == wanted) ^ negated;
      }
      case Schema.Texts<T>(var value) -> {
        endsHere(match, depth);
        allow(match, Operator.IN, Operator.IS_EMPTY);
        String wanted = match.value();
        boolean negated = match.operator().negated;
        yield sized(match)
            ? owner -> orEmpty(value.apply(owner)).isEmpty() ^ negated
            : owner -> orEmpty(value.apply(owner)).contains(wanted) ^ negated;
      }
      case Schema.TextMap<T>(var value) -> {
        if (last) {
          yield map(match, value::apply);
        }
        endsHere(match, depth + 1);
        Predicate<String> test = text(match);
        yield key(match, depth, value::apply, test);
      }
      case Schema.Child<T, ?> child -> child(match, depth, last, child);
      case Schema.Children<T, ?> children -> children(match, depth, last, children);
      case Schema.ChildMap<T, ?> children -> childMap(match, depth, last, children);
    };
  }

  private static <T, C> Predicate<T> child(
      Match match, int depth, boolean last, Schema.Child<T, C> field) throws FilterException {
    if (last) {
      throw invalidOperator(match);
    }
    Predicate<C> test = select(match, depth + 1, field.schema());
    return owner -> {
      C child = field.value().apply(owner);
      return child != null && test.test(child);
    };
  }

  private static <T, C> Predicate<T> children(
      Match match, int depth, boolean last, Schema.Children<T, C> field) throws FilterException {
    if (last) {
      allow(match, Operator.IS_EMPTY);
      boolean negated = match.operator().negated;
      return owner -> orEmpty(field.value().apply(owner)).isEmpty() ^ negated;
    }
    Predicate<C> test = select(match, depth + 1, field.schema());
    return owner -> {
      for (C child : orEmpty(field.value().apply(owner))) {
        if (test.test(child)) {
          return true;
        }
      }
      return false;
    };
  }

  private static <T, C> Predicate<T> childMap(
      Match match, int depth, boolean last, Schema.ChildMap<T, C> field) throws FilterException {
    if (last) {
      return map(match, owner -> field.value().apply(owner));
    }
    if (depth + 2 == match.selector().size()) {
      throw invalidOperator(match);
    }
    Predicate<C> test = select(match, depth + 2, field.schema());
    return key(match, depth, owner -> field.value().apply(owner), test);
  }

  private interface MapOf<T, V> {
    @Nullable Map<String, V> of(T owner);
  }

  private static <T, V> Predicate<T> map(Match match, MapOf<T, V> map) throws FilterException {
    allow(match, Operator.IN, Operator.IS_EMPTY);
    String wanted = match.value();
    boolean negated = match.operator().negated;
    return sized(match)
        ? owner -> orEmpty(map.of(owner)).isEmpty() ^ negated
        : owner -> orEmpty(map.of(owner)).containsKey(wanted) ^ negated;
  }

  private static <T, V> Predicate<T> key(
      Match match, int depth, MapOf<T, V> map, Predicate<V> test) {
    String key = match.selector().get(depth + 1);
    boolean missing = match.operator().ofMissingKey();
    return owner -> {
      V value = orEmpty(map.of(owner)).get(key);
      return value == null ? missing : test.test(value);
    };
  }

  private static Predicate<String> text(Match match) throws FilterException {
    String wanted = match.value();
    boolean negated = match.operator().negated;
    return switch (match.operator()) {
      case EQUAL, NOT_EQUAL -> value -> value.equals(wanted) ^ negated;
      case IN, NOT_IN -> value -> value.contains(wanted) ^ negated;
      case MATCHES, NOT_MATCHES -> {
        GoRegex regex = regex(wanted);
        yield value -> regex.find(value) ^ negated;
      }
      case IS_EMPTY, IS_NOT_EMPTY -> throw invalidOperator(match);
    };
  }

  private static GoRegex regex(String pattern) throws FilterException {
    try {
      return GoRegex.compile(pattern);
    } catch (GoRegex.InvalidRegex e) {
      throw new FilterException(
          "Failed to compile regular expression " + GoQuote.quote(pattern) + ": " + e.text());
    }
  }

  private static <V> List<V> orEmpty(@Nullable List<V> values) {
    return values == null ? List.of() : values;
  }

  private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> values) {
    return values == null ? Map.of() : values;
  }

  private static boolean sized(Match match) {
    return match.operator().positive() == Operator.IS_EMPTY;
  }

  private static void endsHere(Match match, int depth) throws FilterException {
    if (depth < match.selector().size() - 1) {
      throw invalidSelector(match, depth + 1);
    }
  }

  /// Refuses every operator but these and their negations.
  private static void allow(Match match, Operator... operators) throws FilterException {
    for (Operator operator : operators) {
      if (match.operator().positive() == operator) {
        return;
      }
    }
    throw invalidOperator(match);
  }

  private static FilterException invalidSelector(Match match, int depth) {
    return new FilterException(
        "Selector " + GoQuote.quote(path(match, depth + 1)) + " is not valid");
  }

  private static FilterException invalidOperator(Match match) {
    return new FilterException(
        "Invalid match operator "
            + GoQuote.quote(match.operator().title)
            + " for selector "
            + GoQuote.quote(path(match, match.selector().size())));
  }

  static String path(Match match, int parts) {
    return String.join(".", match.selector().subList(0, parts));
  }
}
