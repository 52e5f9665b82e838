// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;

import io.praetor.catalog.CatalogRestore;
import io.praetor.catalog.Coordinate;
import io.praetor.catalog.FederationState;
import io.praetor.catalog.FreeVirtualIp;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.ServiceVirtualIp;
import io.praetor.catalog.VirtualIps;
import io.praetor.catalog.entries.ConfigEntries;
import io.praetor.catalog.entries.ConfigEntryRequest;
import io.praetor.catalog.entries.SystemMetadata;
import io.praetor.catalog.query.PreparedQueries;
import io.praetor.catalog.query.PreparedQuery;
import io.praetor.connect.CaConfiguration;
import io.praetor.connect.CaProviderState;
import io.praetor.connect.CaRoot;
import io.praetor.connect.CaTables;
import io.praetor.kv.DirEntry;
import io.praetor.kv.KvTables;
import io.praetor.kv.Session;
import io.praetor.kv.Tombstone;
import io.praetor.rpc.autopilot.AutopilotSettings;
import io.praetor.rpc.autopilot.AutopilotTable;
import io.praetor.rpc.chunk.ChunkState;
import io.praetor.store.IndexEntry;
import io.praetor.wire.Struct;
import java.util.List;
import java.util.stream.Stream;

/// Every kind of record in a snapshot, in the order in which Consul writes them.
public final class SnapshotSections {
  private static final SnapshotSection<ServiceVirtualIp> SERVICE_VIRTUAL_IPS =
      new SnapshotSection<>(
          32,
          "ServiceVirtualIP",
          ServiceVirtualIp.CODEC,
          snapshot -> snapshot.scan(VirtualIps.ASSIGNED).stream(),
          (txn, ip) -> txn.put(VirtualIps.ASSIGNED, ip));

  private static final SnapshotSection<FreeVirtualIp> FREE_VIRTUAL_IPS =
      new SnapshotSection<>(
          33,
          "FreeVirtualIP",
          FreeVirtualIp.CODEC,
          snapshot -> snapshot.scan(VirtualIps.FREE).stream(),
          (txn, ip) -> txn.put(VirtualIps.FREE, ip));

  private static final SnapshotSection<RegisterRequest> REGISTRATIONS =
      new SnapshotSection<>(
          0,
          "Register",
          RegisterRequest.CODEC,
          CatalogRestore::registrations,
          CatalogRestore::register);

  private static final SnapshotSection<List<Coordinate>> COORDINATES =
      new SnapshotSection<>(
          6,
          "CoordinateBatchUpdate",
          list(Coordinate.CODEC),
          CatalogRestore::coordinates,
          CatalogRestore::coordinates);

  private static final SnapshotSection<DirEntry> KVS =
      new SnapshotSection<>(
          2,
          "KVS",
          DirEntry.CODEC,
          snapshot -> snapshot.scan(KvTables.ENTRIES).stream(),
          (txn, entry) -> txn.put(KvTables.ENTRIES, entry));

  private static final SnapshotSection<Session> SESSIONS =
      new SnapshotSection<>(
          3,
          "Session",
          Session.CODEC,
          snapshot -> snapshot.scan(KvTables.SESSIONS).stream(),
          (txn, session) -> txn.put(KvTables.SESSIONS, session));

  private static final SnapshotSection<Tombstone> TOMBSTONES =
      new SnapshotSection<>(
          5,
          "Tombstone",
          Tombstone.CODEC,
          snapshot -> snapshot.scan(KvTables.TOMBSTONES).stream(),
          (txn, tombstone) -> txn.put(KvTables.TOMBSTONES, tombstone));

  private static final SnapshotSection<PreparedQuery> PREPARED_QUERIES =
      new SnapshotSection<>(
          7,
          "PreparedQuery",
          PreparedQuery.CODEC,
          snapshot -> snapshot.scan(PreparedQueries.TABLE).stream(),
          (txn, query) -> txn.put(PreparedQueries.TABLE, query));

  private static final SnapshotSection<AutopilotSettings> AUTOPILOT =
      new SnapshotSection<>(
          9,
          "Autopilot",
          AutopilotSettings.CODEC,
          snapshot -> snapshot.scan(AutopilotTable.SETTINGS).stream(),
          (txn, settings) -> txn.put(AutopilotTable.SETTINGS, settings));

  private static final SnapshotSection<CaRoot> CA_ROOTS =
      new SnapshotSection<>(
          13,
          "ConnectCA",
          CaRoot.CODEC,
          snapshot -> snapshot.scan(CaTables.ROOTS).stream(),
          (txn, root) -> txn.put(CaTables.ROOTS, root));

  private static final SnapshotSection<CaProviderState> CA_PROVIDER_STATES =
      new SnapshotSection<>(
          14,
          "ConnectCAProviderState",
          CaProviderState.CODEC,
          snapshot -> snapshot.scan(CaTables.PROVIDER_STATES).stream(),
          (txn, state) -> txn.put(CaTables.PROVIDER_STATES, state));

  private static final SnapshotSection<CaConfiguration> CA_CONFIGURATION =
      new SnapshotSection<>(
          15,
          "ConnectCAConfig",
          CaConfiguration.CODEC,
          snapshot -> snapshot.scan(CaTables.CONFIGURATION).stream(),
          (txn, config) -> txn.put(CaTables.CONFIGURATION, config));

  private static final SnapshotSection<ConfigEntryRequest> CONFIG_ENTRIES =
      new SnapshotSection<>(
          22,
          "ConfigEntry",
          ConfigEntryRequest.CODEC,
          snapshot ->
              snapshot.scan(ConfigEntries.TABLE).stream()
                  .map(entry -> ConfigEntryRequest.of(ConfigEntryRequest.UPSERT, entry)),
          (txn, request) -> txn.put(ConfigEntries.TABLE, request.entry()));

  private static final SnapshotSection<FederationState.Request> FEDERATION_STATES =
      new SnapshotSection<>(
          30,
          "FederationState",
          FederationState.Request.CODEC,
          snapshot ->
              snapshot.scan(FederationState.TABLE).stream().map(FederationState::inSnapshot),
          (txn, request) -> {
            FederationState state = request.state();
            if (state != null) {
              txn.put(FederationState.TABLE, state);
            }
          });

  private static final SnapshotSection<SystemMetadata> SYSTEM_METADATA =
      new SnapshotSection<>(
          31,
          "SystemMetadata",
          SystemMetadata.CODEC,
          snapshot -> snapshot.scan(SystemMetadata.TABLE).stream(),
          (txn, entry) -> txn.put(SystemMetadata.TABLE, entry));

  private static final SnapshotSection<IndexEntry> INDEXES =
      new SnapshotSection<>(
          16,
          "Index",
          Struct.<IndexEntry>named("IndexEntry")
              .field("Key", STRING, IndexEntry::key)
              .field("Value", ULONG, IndexEntry::value)
              .build(v -> new IndexEntry(v.get(0), v.get(1))),
          snapshot -> snapshot.indexes().stream(),
          (txn, entry) -> txn.setIndex(entry.key(), entry.value()));

  /// Always written, and empty but for a command that is arriving in pieces.
  private static final SnapshotSection<ChunkState> CHUNKING =
      new SnapshotSection<>(
          29,
          "ChunkingState",
          ChunkState.CODEC,
          snapshot -> Stream.of(ChunkState.of(snapshot)),
          (txn, state) -> state.restore(txn));

  public static final List<SnapshotSection<?>> ALL =
      List.of(
          SERVICE_VIRTUAL_IPS,
          FREE_VIRTUAL_IPS,
          REGISTRATIONS,
          COORDINATES,
          SESSIONS,
          KVS,
          TOMBSTONES,
          PREPARED_QUERIES,
          AUTOPILOT,
          CA_ROOTS,
          CA_PROVIDER_STATES,
          CA_CONFIGURATION,
          CONFIG_ENTRIES,
          FEDERATION_STATES,
          SYSTEM_METADATA,
          INDEXES,
          CHUNKING);

  private SnapshotSections() {}
}
