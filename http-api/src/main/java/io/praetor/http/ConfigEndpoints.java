// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.delete;
import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.put;

import io.praetor.catalog.entries.ConfigEntry;
import io.praetor.catalog.entries.ConfigEntryRequest;
import io.praetor.catalog.entries.EntryException;
import io.praetor.catalog.entries.EntryInput;
import io.praetor.catalog.entries.EntryKind;
import io.praetor.catalog.entries.EntryKinds;
import io.praetor.http.Endpoint.Mark;
import io.praetor.http.Endpoint.Scope;
import io.praetor.rpc.ConfigEntryMethods;
import io.praetor.rpc.ConfigEntryMethods.ConfigEntryQuery;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.GoNumber;
import io.praetor.wire.GoQuote;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/v1/config`: configuration entries.
final class ConfigEndpoints {
  static final List<Endpoint> LIST =
      List.of(
          put("/v1/config")
              .scope(Scope.NAMESPACE)
              .params("cas")
              .acl("by kind")
              .answers(ConfigEndpoints::write),
          get("/v1/config/{kind*}")
              .blocking()
              .marks(Mark.FILTER)
              .scope(Scope.NAMESPACE)
              .acl("by kind")
              .answers(ConfigEndpoints::read),
          delete("/v1/config/{kind*}")
              .scope(Scope.NAMESPACE)
              .params("cas")
              .acl("by kind")
              .answers(ConfigEndpoints::remove));

  /// Written in the form of its kind.
  private static final Codec<ConfigEntry> ENTRY =
      Codecs.of(
          (out, entry) -> entry.type().codec().write(out, entry),
          in -> {
            throw new UnsupportedOperationException("the kind decides how an entry is read");
          },
          EntryKinds.SERVICE_DEFAULTS.named(""),
          entry -> false);

  private ConfigEndpoints() {}

  /// The kind, and what follows it.
  private record Which(String kind, String name) {
    static Which of(String rest) {
      int slash = rest.indexOf('/');
      return slash < 0
          ? new Which(rest, "")
          : new Which(rest.substring(0, slash), rest.substring(slash + 1));
    }
  }

  private static Answer write(Call call) throws IOException, InterruptedException {
    @Nullable Object tree = call.body(Codecs.ANY, ConsulError.DECODING, Decoder.Unknown.IGNORE);
    ConfigEntry entry;
    try {
      entry = EntryInput.read(tree);
    } catch (EntryException e) {
      throw ApiException.badRequest(ConsulError.DECODING + e.text());
    }
    String cas = call.params().get("cas");
    ConfigEntryRequest request =
        cas.isEmpty()
            ? ConfigEntryRequest.of(ConfigEntryRequest.UPSERT, entry)
            : ConfigEntryRequest.of(
                ConfigEntryRequest.UPSERT_CAS, entry.withIndexes(0, number(cas)));
    return Answer.bool(call.write(ConfigEntryMethods.APPLY, request));
  }

  private static Answer read(Call call) throws InterruptedException {
    Which which = Which.of(call.rest());
    if (which.name.isEmpty()) {
      return list(call, which.kind);
    }
    return call.read(ConfigEntryMethods.GET, new ConfigEntryQuery(which.kind, which.name))
        .map(entry -> Answer.json(ENTRY, entry))
        .orElseGet(
            () ->
                Answer.text(
                    404,
                    "Config entry not found for "
                        + GoQuote.quote(which.kind)
                        + " / "
                        + GoQuote.quote(which.name)));
  }

  private static Answer list(Call call, String kind) throws InterruptedException {
    boolean filters = !call.params().get("filter").isEmpty();
    if (filters && !kind.equals(EntryKinds.SERVICE_DEFAULTS.name())) {
      throw new ApiException(500, "filtering not supported for config entry kind=" + kind);
    }
    List<ConfigEntry> entries =
        filters
            ? call.filter(Schemas.SERVICE_DEFAULTS)
                .apply(call.read(ConfigEntryMethods.LIST, new ConfigEntryQuery(kind, "")))
            : call.read(ConfigEntryMethods.LIST, new ConfigEntryQuery(kind, ""));
    return Answer.list(ENTRY, entries);
  }

  private static Answer remove(Call call) throws InterruptedException {
    Which which = Which.of(call.rest());
    if (which.kind.isEmpty() || which.name.isEmpty()) {
      throw new ApiException(404, "Must provide both a kind and name to delete");
    }
    EntryKind<?> kind = EntryKinds.named(which.kind);
    if (kind == null) {
      throw ApiException.badRequest("invalid config entry kind: " + which.kind);
    }
    ConfigEntry entry = kind.named(which.name);
    String cas = call.params().get("cas");
    if (cas.isEmpty()) {
      call.write(
          ConfigEntryMethods.DELETE, ConfigEntryRequest.of(ConfigEntryRequest.DELETE, entry));
      return Answer.json(EmptyObject.CODEC, EmptyObject.INSTANCE);
    }
    ConfigEntryRequest request =
        ConfigEntryRequest.of(ConfigEntryRequest.DELETE_CAS, entry.withIndexes(0, number(cas)));
    return Answer.bool(call.write(ConfigEntryMethods.DELETE, request).deleted());
  }

  private static long number(String text) {
    try {
      return GoNumber.parseUint(text, 10, 64);
    } catch (GoNumber.InvalidNumber e) {
      throw new ApiException(500, e.text());
    }
  }
}
