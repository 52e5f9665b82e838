// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one description of a record's fields, for both forms and both directions:
///
///     static final Struct<Node> CODEC = Struct.<Node>named("Node")
///         .field("ID", STRING, Node::id)
///         .omitEmpty("PeerName", STRING, Node::peerName)
///         .embed(RaftIndex.CODEC, Node::raft)
///         .build(v -> new Node(v.get(0), v.get(1), v.get(2)));
///
/// JSON has the fields in the order declared; msgpack has all of them, sorted by name, because Go's
/// codec knows nothing of JSON tags. JSON names are matched without regard to case, msgpack's
/// exactly. `v.get(i)` is the i-th declaration; an embedded struct counts as one.
public final class Struct<T> implements Codec<T> {
  /// The field values of one record on the way in.
  public static final class Values {
    private final Struct<?> struct;
    private final @Nullable Object[] slots;
    private final int base;

    private Values(Struct<?> struct, @Nullable Object[] slots, int base) {
      this.struct = struct;
      this.slots = slots;
      this.base = base;
    }

    /// The type is that of the codec which the field was declared with.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public <F extends @Nullable Object> F get(int declaration) {
      int slot = base + struct.slotOf[declaration];
      Struct<?> embedded = struct.embedded[declaration];
      return (F) (embedded == null ? slots[slot] : embedded.make(slots, slot));
    }
  }

  /// Reads one component of a record.
  public interface Getter<T, F extends @Nullable Object> {
    F of(T owner);
  }

  private enum Presence {
    ALWAYS,
    JSON_OMIT_EMPTY,
    OMIT_EMPTY,
    JSON_ONLY,
    MSGPACK_ONLY
  }

  private record Field<T, F extends @Nullable Object>(
      String name, Codec<F> codec, Getter<T, F> getter, Presence presence, F absent, int slot) {
    boolean written(Encoder.Form form, T owner) {
      return switch (presence) {
        case ALWAYS -> true;
        case JSON_OMIT_EMPTY -> form == Encoder.Form.MSGPACK || !codec.isEmpty(getter.of(owner));
        case OMIT_EMPTY -> !codec.isEmpty(getter.of(owner));
        case JSON_ONLY -> form == Encoder.Form.JSON;
        case MSGPACK_ONLY -> form == Encoder.Form.MSGPACK;
      };
    }

    boolean known(Encoder.Form form) {
      return switch (presence) {
        case ALWAYS, JSON_OMIT_EMPTY, OMIT_EMPTY -> true;
        case JSON_ONLY -> form == Encoder.Form.JSON;
        case MSGPACK_ONLY -> form == Encoder.Form.MSGPACK;
      };
    }

    void write(Encoder out, T owner) {
      out.key(name);
      codec.write(out, getter.of(owner));
    }

    <O> Field<O, F> within(Getter<O, T> outer, int offset) {
      return new Field<>(
          name, codec, owner -> getter.of(outer.of(owner)), presence, absent, slot + offset);
    }
  }

  private final String name;
  private final String goType;
  private final List<Field<T, ?>> fields;
  private final List<Field<T, ?>> sorted;
  private final Map<String, Field<T, ?>> jsonNames = new HashMap<>();
  private final Map<String, Field<T, ?>> msgpackNames = new HashMap<>();
  private final Map<String, String> aliases;
  private final int[] slotOf;
  private final @Nullable Struct<?>[] embedded;
  private final int slots;
  private final boolean optional;
  private final Function<Values, T> maker;

  private Struct(Builder<T> builder, Function<Values, T> maker) {
    this.name = builder.name;
    this.goType = "structs." + name;
    this.fields = List.copyOf(builder.fields);
    this.sorted =
        fields.stream()
            .filter(field -> field.known(Encoder.Form.MSGPACK))
            .sorted(Comparator.comparing(Field<T, ?>::name, Utf8.ORDER))
            .toList();
    this.aliases = Map.copyOf(builder.aliases);
    this.slotOf = builder.slotOf.stream().mapToInt(Integer::intValue).toArray();
    this.embedded = builder.embedded.toArray(new Struct<?>[0]);
    this.slots = builder.slots;
    this.optional = fields.stream().anyMatch(field -> field.presence == Presence.OMIT_EMPTY);
    this.maker = maker;
    for (Field<T, ?> field : fields) {
      if (field.known(Encoder.Form.JSON)) {
        claim(jsonNames, field.name.toLowerCase(Locale.ROOT), field);
      }
      if (field.known(Encoder.Form.MSGPACK)) {
        claim(msgpackNames, field.name, field);
      }
    }
    aliases.forEach(
        (alias, of) -> {
          Field<T, ?> field = jsonNames.get(of.toLowerCase(Locale.ROOT));
          if (field == null) {
            throw new IllegalArgumentException(name + " has no field " + of + " for " + alias);
          }
          claim(jsonNames, alias.toLowerCase(Locale.ROOT), field);
        });
  }

  private void claim(Map<String, Field<T, ?>> names, String key, Field<T, ?> field) {
    if (names.put(key, field) != null) {
      throw new IllegalArgumentException(name + " has two fields " + key);
    }
  }

  /// `name` is the Go type's, for error texts.
  public static <T> Builder<T> named(String name) {
    return new Builder<>(name);
  }

  public String name() {
    return name;
  }

  /// The JSON names, in order; for lists of filterable fields and the like.
  public List<String> fieldNames() {
    return fields.stream().filter(f -> f.known(Encoder.Form.JSON)).map(f -> f.name).toList();
  }

  @Override
  public void write(Encoder out, T value) {
    Encoder.Form form = out.form();
    if (form == Encoder.Form.MSGPACK) {
      out.beginMap(optional ? count(value) : sorted.size());
      for (Field<T, ?> field : sorted) {
        if (field.written(form, value)) {
          field.write(out, value);
        }
      }
    } else {
      out.beginMap(0);
      for (Field<T, ?> field : fields) {
        if (field.written(form, value)) {
          field.write(out, value);
        }
      }
    }
    out.endMap();
  }

  private int count(T value) {
    int count = 0;
    for (Field<T, ?> field : sorted) {
      if (field.written(Encoder.Form.MSGPACK, value)) {
        count++;
      }
    }
    return count;
  }

  @Override
  public T read(Decoder in) {
    @Nullable Object[] values = defaults();
    boolean json = in.form() == Encoder.Form.JSON;
    in.beginMap(goType);
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      Field<T, ?> field = json ? jsonField(in, key) : msgpackNames.get(key);
      if (field != null) {
        in.enter(name, field.name);
        if (json && in.peek() == Kind.NIL && field.codec.zero() != null) {
          in.nil(); // Go leaves alone what cannot be nil.
        } else {
          values[field.slot] = field.codec.read(in);
        }
        in.leave();
      } else if (json && in.unknown() == Decoder.Unknown.REFUSE) {
        in.unknownField(key);
        in.skip();
      } else {
        in.skip();
      }
    }
    return make(values, 0);
  }

  private @Nullable Field<T, ?> jsonField(Decoder in, String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    Field<T, ?> field = jsonNames.get(lower);
    if (field == null && in instanceof LooseDecoder && lower.indexOf('_') >= 0) {
      Field<T, ?> plain = jsonNames.get(lower.replace("_", ""));
      return plain != null && snakeCase(plain.name, lower) ? plain : null;
    }
    return field;
  }

  /// Whether underscores stand only where a word of the name begins.
  private static boolean snakeCase(String name, String key) {
    int at = 0;
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) != '_') {
        at++;
      } else if (at == 0
          || at >= name.length()
          || Character.isLowerCase(name.charAt(at))
          || key.charAt(i - 1) == '_') {
        return false;
      }
    }
    return true;
  }

  private @Nullable Object[] defaults() {
    @Nullable Object[] values = new @Nullable Object[slots];
    for (Field<T, ?> field : fields) {
      values[field.slot] = field.absent;
    }
    return values;
  }

  private T make(@Nullable Object[] values, int base) {
    return maker.apply(new Values(this, values, base));
  }

  @Override
  public T zero() {
    return make(defaults(), 0);
  }

  /// Go's `omitempty` never drops a struct.
  @Override
  public boolean isEmpty(T value) {
    return false;
  }

  /// Collects the declarations.
  public static final class Builder<T> {
    private final String name;
    private final List<Field<T, ?>> fields = new ArrayList<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final List<Integer> slotOf = new ArrayList<>();
    private final List<@Nullable Struct<?>> embedded = new ArrayList<>();
    private int slots;

    private Builder(String name) {
      this.name = name;
    }

    private <F extends @Nullable Object> Builder<T> add(
        String field, Codec<F> codec, Getter<T, F> getter, Presence presence, F absent) {
      fields.add(new Field<>(field, codec, getter, presence, absent, slots));
      slotOf.add(slots++);
      embedded.add(null);
      return this;
    }

    /// In both forms, always.
    public <F extends @Nullable Object> Builder<T> field(
        String field, Codec<F> codec, Getter<T, F> getter) {
      return add(field, codec, getter, Presence.ALWAYS, codec.zero());
    }

    /// As `field`, with a value of its own where the field is absent.
    public <F extends @Nullable Object> Builder<T> fieldOr(
        String field, Codec<F> codec, Getter<T, F> getter, F absent) {
      return add(field, codec, getter, Presence.ALWAYS, absent);
    }

    /// Left out of JSON when empty; always in msgpack (Go's `json:",omitempty"`).
    public <F extends @Nullable Object> Builder<T> omitEmpty(
        String field, Codec<F> codec, Getter<T, F> getter) {
      return add(field, codec, getter, Presence.JSON_OMIT_EMPTY, codec.zero());
    }

    /// Left out of both forms when empty (Go's `codec:",omitempty"` too).
    public <F extends @Nullable Object> Builder<T> omitEmptyEverywhere(
        String field, Codec<F> codec, Getter<T, F> getter) {
      return add(field, codec, getter, Presence.OMIT_EMPTY, codec.zero());
    }

    /// Neither written to nor known from JSON (Go's `json:"-"`).
    public <F extends @Nullable Object> Builder<T> msgpackOnly(
        String field, Codec<F> codec, Getter<T, F> getter) {
      return add(field, codec, getter, Presence.MSGPACK_ONLY, codec.zero());
    }

    public <F extends @Nullable Object> Builder<T> jsonOnly(
        String field, Codec<F> codec, Getter<T, F> getter) {
      return add(field, codec, getter, Presence.JSON_ONLY, codec.zero());
    }

    /// Takes the fields of another record into this one's map, as an embedded Go struct.
    public <F> Builder<T> embed(Struct<F> struct, Getter<T, F> getter) {
      for (Field<F, ?> field : struct.fields) {
        fields.add(field.within(getter, slots));
      }
      slotOf.add(slots);
      embedded.add(struct);
      slots += struct.slots;
      aliases.putAll(struct.aliases);
      return this;
    }

    /// A second name for a field on JSON input, such as its snake_case form.
    public Builder<T> alias(String alias, String field) {
      aliases.put(alias, field);
      return this;
    }

    public Struct<T> build(Function<Values, T> maker) {
      return new Struct<>(this, maker);
    }

    /// For a form that is only ever written; reading one is a fault of the program.
    public Struct<T> buildWriteOnly() {
      return build(
          values -> {
            throw new UnsupportedOperationException("this form is only written");
          });
    }
  }
}
