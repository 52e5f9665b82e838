// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.local.CatalogClient;
import io.praetor.agent.local.CatalogException;
import io.praetor.agent.local.CatalogView;
import io.praetor.catalog.DeregisterRequest;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeServices;
import io.praetor.catalog.NodeSpecificRequest;
import io.praetor.catalog.RegisterRequest;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.HealthMethods;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import java.util.List;
import java.util.Map;

/// The catalog over RPC, for anti-entropy. Any thread; calls block.
final class RpcCatalogClient implements CatalogClient {
  private final Rpc rpc;

  RpcCatalogClient(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public void register(RegisterRequest request) throws CatalogException, InterruptedException {
    try {
      rpc.write(
          CatalogMethods.REGISTER,
          request,
          new WriteOptions(request.token(), request.datacenter()));
    } catch (ConsulException e) {
      throw failure(e);
    }
  }

  @Override
  public void deregister(DeregisterRequest request) throws CatalogException, InterruptedException {
    try {
      rpc.write(
          CatalogMethods.DEREGISTER,
          request,
          new WriteOptions(request.token(), request.datacenter()));
    } catch (ConsulException e) {
      throw failure(e);
    }
  }

  @Override
  public CatalogView node(String name, String token) throws CatalogException, InterruptedException {
    NodeSpecificRequest request = NodeSpecificRequest.of(name);
    QueryOptions options = QueryOptions.STALE.withToken(token);
    try {
      NodeServices services = rpc.read(CatalogMethods.NODE_SERVICES, request, options).value();
      if (services.node() == null) {
        return CatalogView.EMPTY;
      }
      List<HealthCheck> checks = rpc.read(HealthMethods.NODE_CHECKS, request, options).value();
      return new CatalogView(
          services.node(), services.services() == null ? Map.of() : services.services(), checks);
    } catch (ConsulException e) {
      throw failure(e);
    }
  }

  private static CatalogException failure(ConsulException e) {
    return new CatalogException(e.text(), e.text().contains("Permission denied"));
  }
}
