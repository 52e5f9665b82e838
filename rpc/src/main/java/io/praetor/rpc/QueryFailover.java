// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.catalog.query.OtherDatacenters;
import io.praetor.catalog.query.PreparedQueryExecuteRemoteRequest;
import io.praetor.catalog.query.PreparedQueryExecuteResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has other datacenters run a query that found nothing here.
record QueryFailover(ServerContext server) implements OtherDatacenters {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.prepared_query");

  @Override
  public List<String> nearestFirst() {
    return server.wan().nearestFirst().stream()
        .filter(name -> !name.equals(server.datacenter()))
        .toList();
  }

  @Override
  public @Nullable PreparedQueryExecuteResponse run(
      String datacenter, PreparedQueryExecuteRemoteRequest request) throws InterruptedException {
    try {
      return server
          .elsewhere()
          .read(
              PreparedQueryMethods.EXECUTE_REMOTE,
              request,
              QueryOptions.DEFAULT.withDatacenter(datacenter))
          .value();
    } catch (ConsulException e) {
      LOG.warn(
          "Failed querying for service in datacenter: service={} datacenter={} error=\"{}\"",
          request.query().service().service(),
          datacenter,
          e.text());
      return null;
    }
  }
}
