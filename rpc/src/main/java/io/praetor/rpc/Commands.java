// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.catalog.CatalogCommands;
import io.praetor.catalog.Coordinate;
import io.praetor.catalog.Coordinates;
import io.praetor.catalog.DeregisterRequest;
import io.praetor.catalog.FederationState;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.entries.ConfigEntries;
import io.praetor.catalog.entries.ConfigEntryRequest;
import io.praetor.catalog.entries.EntryException;
import io.praetor.catalog.entries.IntentionRequest;
import io.praetor.catalog.entries.SystemMetadata;
import io.praetor.catalog.query.PreparedQueries;
import io.praetor.catalog.query.PreparedQueryRequest;
import io.praetor.connect.CaLeafRequest;
import io.praetor.connect.CaRequest;
import io.praetor.connect.CaTables;
import io.praetor.kv.KvWrites;
import io.praetor.kv.KvsRequest;
import io.praetor.kv.Outcome;
import io.praetor.kv.SessionQueries;
import io.praetor.kv.SessionRequest;
import io.praetor.kv.SessionWrites;
import io.praetor.kv.TombstoneRequest;
import io.praetor.kv.Transactions;
import io.praetor.kv.TxnRequest;
import io.praetor.rpc.autopilot.AutopilotSetConfigRequest;
import io.praetor.rpc.autopilot.AutopilotTable;
import io.praetor.wire.Codecs;
import java.util.List;

/// Every replicated command. The numbers are Consul's message types.
public final class Commands {
  public static final Command<RegisterRequest> REGISTER =
      new Command<>(
          0,
          false,
          "Register",
          RegisterRequest.CODEC,
          (txn, index, request) ->
              CatalogCommands.register(txn, request)
                  .<Object>map(ApplyError::new)
                  .orElse(Command.DONE));

  public static final Command<DeregisterRequest> DEREGISTER =
      new Command<>(
          1,
          false,
          "Deregister",
          DeregisterRequest.CODEC,
          (txn, index, request) -> {
            CatalogCommands.deregister(txn, request);
            return Command.DONE;
          });

  public static final Command<KvsRequest> KVS =
      new Command<>(
          2,
          false,
          "KVS",
          KvsRequest.CODEC,
          (txn, index, request) -> result(KvWrites.apply(txn, request)));

  public static final Command<SessionRequest> SESSION =
      new Command<>(
          3,
          false,
          "Session",
          SessionRequest.CODEC,
          (txn, index, request) -> result(SessionWrites.apply(txn, request)));

  public static final Command<TombstoneRequest> TOMBSTONE =
      new Command<>(
          5,
          false,
          "Tombstone",
          TombstoneRequest.CODEC,
          (txn, index, request) -> result(KvWrites.reap(txn, request)));

  public static final Command<List<Coordinate>> COORDINATE_BATCH_UPDATE =
      new Command<>(
          6,
          true,
          "CoordinateBatchUpdate",
          Codecs.list(Coordinate.CODEC),
          (txn, index, batch) -> {
            Coordinates.update(txn, batch);
            return Command.DONE;
          });

  public static final Command<PreparedQueryRequest> PREPARED_QUERY =
      new Command<>(
          7,
          false,
          "PreparedQuery",
          PreparedQueryRequest.CODEC,
          (txn, index, request) -> {
            String refused =
                PreparedQueries.apply(txn, request, id -> SessionQueries.exists(txn, id));
            return refused == null ? Command.DONE : new ApplyError(refused);
          });

  public static final Command<TxnRequest> TXN =
      new Command<>(
          8,
          false,
          "Txn",
          TxnRequest.CODEC,
          (txn, index, request) -> Transactions.apply(txn, request.ops()));

  public static final Command<AutopilotSetConfigRequest> AUTOPILOT =
      new Command<>(
          9,
          false,
          "Autopilot",
          AutopilotSetConfigRequest.CODEC,
          (txn, index, request) -> AutopilotTable.apply(txn, index, request));

  public static final Command<CaRequest> CONNECT_CA =
      new Command<>(13, false, "ConnectCA", CaRequest.CODEC, CaTables::apply);

  public static final Command<CaLeafRequest> CONNECT_CA_LEAF =
      new Command<>(21, true, "ConnectCALeaf", CaLeafRequest.CODEC, CaTables::countLeaf);

  public static final Command<ConfigEntryRequest> CONFIG_ENTRY =
      new Command<>(
          22,
          false,
          "ConfigEntry",
          ConfigEntryRequest.CODEC,
          (txn, index, request) -> {
            try {
              return ConfigEntries.apply(txn, request);
            } catch (EntryException e) {
              return new ApplyError(e.text());
            }
          });

  public static final Command<IntentionRequest> INTENTION =
      new Command<>(
          12,
          false,
          "Intention",
          IntentionRequest.CODEC,
          (txn, index, request) -> {
            if (!request.op().equals(IntentionRequest.DELETE_ALL)) {
              // Skipping it would make this server's state differ from that of the others.
              throw new IllegalStateException(
                  "log entry "
                      + index
                      + " changes intentions: "
                      + request.op()
                      + " is not supported");
            }
            SystemMetadata.intentionsBecomeEntries(txn);
            return Command.DONE;
          });

  public static final Command<FederationState.Request> FEDERATION_STATE =
      new Command<>(
          30, false, "FederationState", FederationState.Request.CODEC, FederationState::apply);

  public static final Command<SystemMetadata.Request> SYSTEM_METADATA =
      new Command<>(
          31,
          false,
          "SystemMetadata",
          SystemMetadata.Request.CODEC,
          (txn, index, request) -> {
            try {
              SystemMetadata.apply(txn, request);
              return Command.DONE;
            } catch (EntryException e) {
              return new ApplyError(e.text());
            }
          });

  /// The table that the state machine applies by.
  public static final List<Command<?>> ALL =
      List.of(
          REGISTER,
          DEREGISTER,
          KVS,
          SESSION,
          TOMBSTONE,
          COORDINATE_BATCH_UPDATE,
          PREPARED_QUERY,
          TXN,
          AUTOPILOT,
          CONNECT_CA,
          CONNECT_CA_LEAF,
          CONFIG_ENTRY,
          INTENTION,
          FEDERATION_STATE,
          SYSTEM_METADATA);

  private Commands() {}

  private static Object result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(boolean applied) -> applied;
      case Outcome.Refused(String text) -> new ApplyError(text);
    };
  }
}
