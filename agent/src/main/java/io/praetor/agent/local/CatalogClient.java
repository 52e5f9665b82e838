// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.DeregisterRequest;
import io.praetor.catalog.RegisterRequest;

/// The catalog as the agent reaches it: on a server directly, on a client over RPC. Every method
/// blocks until there is an answer and is called on a virtual thread.
public interface CatalogClient {
  void register(RegisterRequest request) throws CatalogException, InterruptedException;

  void deregister(DeregisterRequest request) throws CatalogException, InterruptedException;

  /// All that the catalog holds of a node, read with this token; [CatalogView#EMPTY] when it does not
  /// know the node. A stale answer will do.
  CatalogView node(String name, String token) throws CatalogException, InterruptedException;
}
