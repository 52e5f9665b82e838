// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.TIME;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.store.Key;
import io.praetor.store.Table;
import io.praetor.store.WriteTxn;
import io.praetor.wire.GoTime;
import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The mesh gateways of a datacenter, as the servers of a federation tell each other. Consul's
/// leaders write their own also when they are alone, so a server beside them must keep it.
///
/// @param primaryModifyIndex the index at which the primary datacenter stored it
public record FederationState(
    String datacenter,
    @Nullable List<CheckServiceNode> meshGateways,
    GoTime updatedAt,
    long primaryModifyIndex,
    long createIndex,
    long modifyIndex) {
  public static final Struct<FederationState> CODEC =
      Struct.<FederationState>named("FederationState")
          .field("Datacenter", STRING, FederationState::datacenter)
          .field(
              "MeshGateways", nullable(list(CheckServiceNode.CODEC)), FederationState::meshGateways)
          .field("UpdatedAt", TIME, FederationState::updatedAt)
          .field("PrimaryModifyIndex", ULONG, FederationState::primaryModifyIndex)
          .field("CreateIndex", ULONG, FederationState::createIndex)
          .field("ModifyIndex", ULONG, FederationState::modifyIndex)
          .build(
              v -> new FederationState(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));

  public static final Table<FederationState> TABLE =
      Table.of("federation-states", state -> Key.of(state.datacenter()));

  public FederationState {
    meshGateways = Frozen.list(meshGateways);
  }

  /// The body of log entries of type 30, and of the record in a snapshot.
  public record Request(
      String datacenter, String op, @Nullable FederationState state, String token) {
    public static final String UPSERT = "upsert";
    private static final String DELETE = "delete";

    public static final Struct<Request> CODEC =
        Struct.<Request>named("FederationStateRequest")
            .field("Datacenter", STRING, Request::datacenter)
            .field("Op", STRING, Request::op)
            .field("State", nullable(FederationState.CODEC), Request::state)
            .field("Token", STRING, Request::token)
            .build(v -> new Request(v.get(0), v.get(1), v.get(2), v.get(3)));

    /// Names what is done, never a token.
    @Override
    public String toString() {
      return "FederationStateRequest[" + op + " " + state + "]";
    }
  }

  /// As a snapshot keeps it.
  public Request inSnapshot() {
    return new Request("", Request.UPSERT, this, "");
  }

  /// Applies a command. Answers whether there was something to do.
  public static boolean apply(WriteTxn txn, long index, Request request) {
    FederationState state = request.state();
    if (state == null) {
      return false;
    }
    FederationState before = txn.get(TABLE, Key.of(state.datacenter));
    switch (request.op()) {
      case Request.UPSERT -> {
        long created = before == null ? index : before.createIndex;
        long primary = state.primaryModifyIndex == 0 ? index : state.primaryModifyIndex;
        txn.put(
            TABLE,
            new FederationState(
                state.datacenter, state.meshGateways, state.updatedAt, primary, created, index));
      }
      case Request.DELETE -> {
        if (before == null) {
          return false;
        }
        txn.delete(TABLE, Key.of(state.datacenter));
      }
      default -> {
        return false;
      }
    }
    txn.bumpIndex("federation-states");
    return true;
  }
}
