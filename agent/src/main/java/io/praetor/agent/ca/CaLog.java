// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.ca;

import io.praetor.connect.CaConfiguration;
import io.praetor.connect.CaLeafRequest;
import io.praetor.connect.CaRequest;
import io.praetor.connect.CaTables;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;

/// The replicated state of the authority and the commands that change it, on the leader. Each command
/// waits for its commit. Any thread.
final class CaLog {
  private final Store store;
  private final Rpc rpc;
  private final String datacenter;

  /// @param rpc writes as the leader
  CaLog(Store store, Rpc rpc, String datacenter) {
    this.store = store;
    this.rpc = rpc;
    this.datacenter = datacenter;
  }

  Snapshot state() {
    return store.snapshot();
  }

  CaTables.Roots roots() {
    return CaTables.roots(store.snapshot()).value();
  }

  /// @throws ConsulException when there is none yet
  CaConfiguration configuration() {
    return CaTables.configuration(store.snapshot())
        .orElseThrow(() -> new ConsulException("local CA not initialized yet"));
  }

  /// Whether the command took effect.
  boolean apply(CaRequest request) throws InterruptedException {
    return Boolean.TRUE.equals(rpc.write(ConnectMethods.APPLY, request, WriteOptions.DEFAULT));
  }

  /// The number of the next certificate.
  long nextSerial() throws InterruptedException {
    return number(
        rpc.write(ConnectMethods.APPLY, CaRequest.incrementSerial(), WriteOptions.DEFAULT));
  }

  /// The index that a certificate is known by.
  long countLeaf() throws InterruptedException {
    return number(
        rpc.write(
            ConnectMethods.COUNT_LEAF,
            new CaLeafRequest(CaLeafRequest.INCREMENT, datacenter, ""),
            WriteOptions.DEFAULT));
  }

  private static long number(Object result) {
    if (result instanceof CaTables.Serial(long number)) {
      return number;
    }
    throw new IllegalStateException("the authority's command answered " + result);
  }
}
