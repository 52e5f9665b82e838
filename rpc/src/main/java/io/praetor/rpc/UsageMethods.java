// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.map;

import io.praetor.catalog.ServiceUsage;
import io.praetor.wire.Struct;
import java.util.Map;

/// How much the datacenters hold.
public final class UsageMethods {
  /// @param global of all datacenters; there is only the server's own so far
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
          (server, snapshot, request) ->
              ServiceUsage.of(snapshot).map(usage -> Map.of(server.datacenter(), usage)));

  private UsageMethods() {}
}
