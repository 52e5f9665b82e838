// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.connect.CaRequest;
import io.praetor.connect.CaTables;
import java.util.List;

/// Every replicated command. The numbers are Consul's message types.
public final class Commands {
  public static final Command<CaRequest> CONNECT_CA =
      new Command<>(13, false, "ConnectCA", CaRequest.CODEC, CaTables::apply);

  /// The table that the state machine applies by.
  public static final List<Command<?>> ALL = List.of(CONNECT_CA);

  private Commands() {}
}
