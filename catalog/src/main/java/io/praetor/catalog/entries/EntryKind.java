// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.EnclosedCodec;
import io.praetor.wire.Struct;
import java.util.function.UnaryOperator;

/// One kind of configuration entry: its name, its members, how it is made regular and what is
/// refused. The whole list is [EntryKinds].
public final class EntryKind<B extends EntryBody> {
  /// What is refused about an entry by itself, whatever else there is.
  @FunctionalInterface
  interface Rule<B> {
    /// @throws EntryException with Consul's text
    void check(ConfigEntry entry, B body);
  }

  private final String name;
  private final Class<B> type;
  private final Codec<ConfigEntry> codec;
  private final Codec<ConfigEntryRequest> request;
  private final UnaryOperator<B> normal;
  private final Rule<B> rule;

  private EntryKind(Builder<B> builder) {
    this.name = builder.name;
    this.type = builder.type;
    Struct<ConfigEntry> struct = struct(builder);
    this.codec = builder.nested ? Codecs.byForm(struct, EnclosedCodec.of(struct)) : struct;
    this.request = request(codec);
    this.normal = builder.normal;
    this.rule = builder.rule;
  }

  private Struct<ConfigEntry> struct(Builder<B> builder) {
    Struct.Builder<ConfigEntry> fields = Struct.named(builder.body.name());
    if (builder.carriesKind) {
      fields.field("Kind", STRING, ConfigEntry::kind);
    } else {
      fields.jsonOnly("Kind", STRING, entry -> name);
    }
    if (builder.named) {
      fields.field("Name", STRING, ConfigEntry::name);
    }
    fields.embed(builder.body, entry -> type.cast(entry.body()));
    fields.omitEmpty("Meta", Forms.TEXTS, ConfigEntry::meta);
    if (builder.hashShown) {
      fields.omitEmpty("Hash", ULONG, ConfigEntry::hash);
    } else {
      fields.msgpackOnly("Hash", ULONG, ConfigEntry::hash);
    }
    fields.field("CreateIndex", ULONG, ConfigEntry::createIndex);
    fields.field("ModifyIndex", ULONG, ConfigEntry::modifyIndex);
    int at = builder.named ? 2 : 1;
    return fields.build(
        v ->
            new ConfigEntry(
                this,
                v.get(0),
                builder.named ? v.get(1) : name,
                v.<B>get(at),
                v.get(at + 1),
                v.get(at + 2),
                v.get(at + 3),
                v.get(at + 4)));
  }

  private static Codec<ConfigEntryRequest> request(Codec<ConfigEntry> entry) {
    return Struct.<ConfigEntryRequest>named("ConfigEntryRequest")
        .field("Datacenter", STRING, ConfigEntryRequest::datacenter)
        .field("Entry", entry, ConfigEntryRequest::entry)
        .field("Op", STRING, ConfigEntryRequest::op)
        .field("Token", STRING, ConfigEntryRequest::token)
        .build(v -> new ConfigEntryRequest(v.get(2), v.get(0), v.get(1), v.get(3)));
  }

  static <B extends EntryBody> Builder<B> kind(String name, Class<B> type, Struct<B> body) {
    return new Builder<>(name, type, body);
  }

  public String name() {
    return name;
  }

  /// The form of one entry of this kind.
  public Codec<ConfigEntry> codec() {
    return codec;
  }

  Codec<ConfigEntryRequest> requestCodec() {
    return request;
  }

  B cast(EntryBody body) {
    return type.cast(body);
  }

  /// An entry of this name with nothing in it: what a delete names it by. Of the kind without names it
  /// is the one entry.
  public ConfigEntry named(String entryName) {
    ConfigEntry zero = codec.zero();
    return new ConfigEntry(
        this, name, zero.name().isEmpty() ? entryName : zero.name(), zero.body(), null, 0, 0, 0);
  }

  /// The entry as it is stored: defaults filled in, letters in the case that is compared.
  ConfigEntry normalise(ConfigEntry entry) {
    return entry.withKind(name).withBody(normal.apply(cast(entry.body())));
  }

  void check(ConfigEntry entry) {
    rule.check(entry, cast(entry.body()));
  }

  @Override
  public String toString() {
    return name;
  }

  /// Collects what is to be said about a kind.
  static final class Builder<B extends EntryBody> {
    private final String name;
    private final Class<B> type;
    private final Struct<B> body;
    private boolean carriesKind = true;
    private boolean named = true;
    private boolean hashShown = true;
    private boolean nested;
    private UnaryOperator<B> normal = UnaryOperator.identity();
    private Rule<B> rule = (entry, value) -> {};

    private Builder(String name, Class<B> type, Struct<B> body) {
      this.name = name;
      this.type = type;
      this.body = body;
    }

    /// JSON shows the kind; msgpack does not carry it.
    Builder<B> withoutKind() {
      carriesKind = false;
      return this;
    }

    Builder<B> withoutName() {
      named = false;
      return this;
    }

    Builder<B> withoutShownHash() {
      hashShown = false;
      return this;
    }

    /// Its msgpack form stands inside a byte string of its own.
    Builder<B> nested() {
      nested = true;
      return this;
    }

    Builder<B> normal(UnaryOperator<B> change) {
      normal = change;
      return this;
    }

    EntryKind<B> rule(Rule<B> check) {
      rule = check;
      return new EntryKind<>(this);
    }
  }
}
