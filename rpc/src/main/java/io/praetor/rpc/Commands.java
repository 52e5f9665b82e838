// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.connect.CaRequest;
import io.praetor.connect.CaTables;
import io.praetor.kv.KvWrites;
import io.praetor.kv.KvsRequest;
import io.praetor.kv.Outcome;
import io.praetor.kv.SessionRequest;
import io.praetor.kv.SessionWrites;
import io.praetor.kv.TombstoneRequest;
import java.util.List;

/// Every replicated command. The numbers are Consul's message types.
public final class Commands {
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

  public static final Command<CaRequest> CONNECT_CA =
      new Command<>(13, false, "ConnectCA", CaRequest.CODEC, CaTables::apply);

  /// The table that the state machine applies by.
  public static final List<Command<?>> ALL = List.of(KVS, SESSION, TOMBSTONE, CONNECT_CA);

  private Commands() {}

  private static Object result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(boolean applied) -> applied;
      case Outcome.Refused(String text) -> new ApplyError(text);
    };
  }
}
