// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.map;

import io.praetor.catalog.ServiceUsage;
import io.praetor.store.ReadResult;
import io.praetor.store.Snapshot;
import io.praetor.wire.Struct;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How much the datacenters hold.
public final class UsageMethods {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.operator");

  /// @param global of all datacenters, not only of the server's own
  public record Request(boolean global) {
    static final Struct<Request> CODEC =
        Struct.<Request>named("OperatorUsageRequest")
            .field("Global", BOOL, Request::global)
            .build(v -> new Request(v.get(0)));
  }

  /// The figures by datacenter.
  public static final Method.Read<Request, Map<String, ServiceUsage>> USAGE =
      Method.readHere(
          "Operator.Usage",
          Request.CODEC,
          CatalogMethods.wrapped("Usage", "Usage", map(ServiceUsage.CODEC)),
          UsageMethods::usage);

  private UsageMethods() {}

  private static ReadResult<Map<String, ServiceUsage>> usage(
      ServerContext server, Snapshot snapshot, Request request) throws InterruptedException {
    Map<String, ServiceUsage> all = request.global() ? others(server) : Map.of();
    return ServiceUsage.of(snapshot)
        .map(
            own -> {
              Map<String, ServiceUsage> figures = new TreeMap<>(all);
              figures.put(server.datacenter(), own);
              return figures;
            });
  }

  /// A datacenter that cannot be asked is left out.
  private static Map<String, ServiceUsage> others(ServerContext server)
      throws InterruptedException {
    Map<String, ServiceUsage> figures = new TreeMap<>();
    for (String datacenter : server.wan().nearestFirst()) {
      if (datacenter.equals(server.datacenter())) {
        continue;
      }
      try {
        figures.putAll(
            server
                .elsewhere()
                .read(USAGE, new Request(false), QueryOptions.DEFAULT.withDatacenter(datacenter))
                .value());
      } catch (ConsulException e) {
        LOG.warn(
            "error forwarding usage request to remote datacenter: datacenter={} error=\"{}\"",
            datacenter,
            e.text());
      }
    }
    return figures;
  }
}
