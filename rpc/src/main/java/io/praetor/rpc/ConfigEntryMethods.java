// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;

import io.praetor.catalog.entries.CentralConfig;
import io.praetor.catalog.entries.ConfigEntries;
import io.praetor.catalog.entries.ConfigEntry;
import io.praetor.catalog.entries.ConfigEntryRequest;
import io.praetor.catalog.entries.EntryException;
import io.praetor.catalog.entries.EntryKind;
import io.praetor.catalog.entries.EntryKinds;
import io.praetor.catalog.entries.EntryRules;
import io.praetor.catalog.entries.IntentionRequest;
import io.praetor.catalog.entries.ServiceConfigRequest;
import io.praetor.catalog.entries.ServiceConfigResponse;
import io.praetor.catalog.entries.ServiceResolver;
import io.praetor.catalog.entries.SystemMetadata;
import io.praetor.wire.GoQuote;
import io.praetor.wire.Struct;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The methods of configuration entries.
public final class ConfigEntryMethods {
  private static final Set<String> KIND_NAMES =
      Set.copyOf(EntryKinds.ALL.stream().map(EntryKind::name).toList());

  /// A kind, and the name of one entry of it (Consul's ConfigEntryQuery).
  public record ConfigEntryQuery(String kind, String name) {
    public static final Struct<ConfigEntryQuery> CODEC =
        Struct.<ConfigEntryQuery>named("ConfigEntryQuery")
            .field("Kind", STRING, ConfigEntryQuery::kind)
            .field("Name", STRING, ConfigEntryQuery::name)
            .build(v -> new ConfigEntryQuery(v.get(0), v.get(1)));
  }

  /// The kinds of which all entries are wanted (Consul's ConfigEntryListAllRequest).
  public record ConfigEntryListAllRequest(List<String> kinds) {
    public static final Struct<ConfigEntryListAllRequest> CODEC =
        Struct.<ConfigEntryListAllRequest>named("ConfigEntryListAllRequest")
            .field("Kinds", list(STRING), ConfigEntryListAllRequest::kinds)
            .build(v -> new ConfigEntryListAllRequest(v.get(0)));
  }

  /// What became of a delete (Consul's ConfigEntryDeleteResponse).
  public record Deleted(boolean deleted) {
    static final Struct<Deleted> CODEC =
        Struct.<Deleted>named("ConfigEntryDeleteResponse")
            .field("Deleted", BOOL, Deleted::deleted)
            .build(v -> new Deleted(v.get(0)));
  }

  /// Writes an entry, in the primary datacenter; false when a check-and-set lost.
  public static final Method.Write<ConfigEntryRequest, Boolean> APPLY =
      Method.write(
          "ConfigEntry.Apply",
          ConfigEntryRequest.CODEC,
          BOOL,
          (server, request) -> apply(server, request));

  public static final Method.Write<ConfigEntryRequest, Deleted> DELETE =
      Method.write(
          "ConfigEntry.Delete",
          ConfigEntryRequest.CODEC,
          Deleted.CODEC,
          (server, request) -> delete(server, request));

  public static final Method.Read<ConfigEntryQuery, Optional<ConfigEntry>> GET =
      Method.read(
          "ConfigEntry.Get",
          ConfigEntryQuery.CODEC,
          ConfigEntryReplies.ONE,
          (snapshot, query) -> ConfigEntries.get(snapshot, kind(query.kind()), query.name()));

  /// The entries of a kind, or of all kinds when the query names none.
  public static final Method.Read<ConfigEntryQuery, List<ConfigEntry>> LIST =
      Method.read(
          "ConfigEntry.List",
          ConfigEntryQuery.CODEC,
          ConfigEntryReplies.OF_A_KIND,
          (snapshot, query) ->
              query.kind().isEmpty()
                  ? ConfigEntries.listAll(snapshot, KIND_NAMES)
                  : ConfigEntries.list(snapshot, kind(query.kind())));

  public static final Method.Read<ConfigEntryListAllRequest, List<ConfigEntry>> LIST_ALL =
      Method.read(
          "ConfigEntry.ListAll",
          ConfigEntryListAllRequest.CODEC,
          ConfigEntryReplies.OF_ANY_KIND,
          (snapshot, request) -> ConfigEntries.listAll(snapshot, Set.copyOf(request.kinds())));

  /// What proxy-defaults and service-defaults come to for a service.
  public static final Method.Read<ServiceConfigRequest, ServiceConfigResponse>
      RESOLVE_SERVICE_CONFIG =
          Method.read(
              "ConfigEntry.ResolveServiceConfig",
              ServiceConfigRequest.CODEC,
              ServiceConfigResponse.CODEC,
              CentralConfig::resolved);

  /// What only the leader itself does: writes what it found about gateways and their routes, or in
  /// the primary datacenter.
  public static final Method.Write<ConfigEntryRequest, Boolean> CONTROL =
      Method.write(
          "ConfigEntry.Control", ConfigEntryRequest.CODEC, BOOL, ConfigEntryMethods::control);

  /// What only the leader itself does: remembers that intentions are kept as entries.
  public static final Method.Write<IntentionRequest, Boolean> MIGRATE_INTENTIONS =
      Method.write(
          "Intention.Migrate",
          IntentionRequest.CODEC,
          BOOL,
          (server, request) ->
              SystemMetadata.intentionsAreEntries(server.snapshot())
                  ? Decision.answer(true)
                  : Decision.propose(Commands.INTENTION, request, result -> true));

  private ConfigEntryMethods() {}

  private static EntryKind<?> kind(String name) {
    try {
      return EntryKinds.required(name);
    } catch (EntryException e) {
      throw new ConsulException(e.text());
    }
  }

  /// A finding about an entry that has changed since is dropped: it will be looked at again.
  private static Decision<Boolean> control(ServerContext server, ConfigEntryRequest request) {
    ConfigEntry entry = request.entry();
    ConfigEntry now = ConfigEntries.find(server.snapshot(), entry.type(), entry.name());
    boolean finding = request.op().equals(ConfigEntryRequest.UPSERT_WITH_STATUS);
    if (finding && (now == null || now.modifyIndex() != entry.modifyIndex())) {
      return Decision.answer(false);
    }
    return Decision.propose(
        Commands.CONFIG_ENTRY,
        request.withDatacenter(server.datacenter()),
        result -> Boolean.TRUE.equals(result));
  }

  private static Decision<Boolean> apply(ServerContext server, ConfigEntryRequest request)
      throws InterruptedException {
    if (isSecondary(server)) {
      exportedOnlyByPrimary(request);
      return Decision.answer(
          server.elsewhere().write(APPLY, inPrimary(server, request), toPrimary(server, request)));
    }
    return change(
        server,
        request.op().isEmpty() ? request.withOp(ConfigEntryRequest.UPSERT) : request,
        EntryRules::prepare,
        done -> done);
  }

  private static Decision<Deleted> delete(ServerContext server, ConfigEntryRequest request)
      throws InterruptedException {
    if (isSecondary(server)) {
      exportedOnlyByPrimary(request);
      return Decision.answer(
          server.elsewhere().write(DELETE, inPrimary(server, request), toPrimary(server, request)));
    }
    return change(
        server,
        request.op().isEmpty() ? request.withOp(ConfigEntryRequest.DELETE) : request,
        EntryRules::prepareDelete,
        Deleted::new);
  }

  /// Entries are written in the primary datacenter, and come back from there.
  private static boolean isSecondary(ServerContext server) {
    return !server.primaryDatacenter().equals(server.datacenter());
  }

  private static ConfigEntryRequest inPrimary(ServerContext server, ConfigEntryRequest request) {
    return request.withDatacenter(server.primaryDatacenter());
  }

  private static WriteOptions toPrimary(ServerContext server, ConfigEntryRequest request) {
    return new WriteOptions(request.token(), server.primaryDatacenter());
  }

  private static void exportedOnlyByPrimary(ConfigEntryRequest request) {
    if (request.entry().type() == EntryKinds.EXPORTED_SERVICES) {
      throw new ConsulException("exported-services writes must not target secondary datacenters.");
    }
  }

  private interface Answer<R> {
    R of(boolean done);
  }

  private static <R> Decision<R> change(
      ServerContext server,
      ConfigEntryRequest request,
      UnaryOperator<ConfigEntry> prepare,
      Answer<R> answer) {
    try {
      subsetFilters(server, request);
      ConfigEntryRequest ready =
          request.withEntry(prepare.apply(request.entry())).withDatacenter(server.datacenter());
      return ConfigEntries.unchanged(server.snapshot(), ready)
          ? Decision.answer(answer.of(true))
          : Decision.propose(
              Commands.CONFIG_ENTRY, ready, result -> answer.of(Boolean.TRUE.equals(result)));
    } catch (EntryException e) {
      throw new ConsulException(status(e), e.text());
    }
  }

  /// The filters of a resolver's subsets must at least be readable.
  private static void subsetFilters(ServerContext server, ConfigEntryRequest request) {
    if (request.entry().body() instanceof ServiceResolver resolver && resolver.subsets() != null) {
      new TreeMap<>(resolver.subsets())
          .forEach(
              (name, subset) -> {
                String fault = server.filterFault(subset.filter());
                if (!fault.isEmpty()) {
                  throw new EntryException(
                      "Filter for subset "
                          + GoQuote.quote(name)
                          + " is not a valid expression: "
                          + fault);
                }
              });
    }
  }

  private static int status(EntryException e) {
    return e.text().startsWith("Permission denied") ? 403 : 500;
  }
}
