// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.list;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.ChecksInStateRequest;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.HealthQueries;
import io.praetor.catalog.NodeSpecificRequest;
import io.praetor.catalog.ServiceSpecificRequest;
import io.praetor.wire.Codec;
import java.util.List;

/// The methods of health: checks, and instances of services with their checks.
public final class HealthMethods {
  private static final Codec<List<HealthCheck>> CHECKS =
      CatalogMethods.wrapped("IndexedHealthChecks", "HealthChecks", list(HealthCheck.CODEC));

  public static final Method.Read<ChecksInStateRequest, List<HealthCheck>> CHECKS_IN_STATE =
      Method.read(
          "Health.ChecksInState", ChecksInStateRequest.CODEC, CHECKS, HealthQueries::inState);

  public static final Method.Read<NodeSpecificRequest, List<HealthCheck>> NODE_CHECKS =
      Method.read("Health.NodeChecks", NodeSpecificRequest.CODEC, CHECKS, HealthQueries::ofNode);

  public static final Method.Read<ServiceSpecificRequest, List<HealthCheck>> SERVICE_CHECKS =
      Method.read(
          "Health.ServiceChecks", ServiceSpecificRequest.CODEC, CHECKS, HealthQueries::ofService);

  public static final Method.Read<ServiceSpecificRequest, List<CheckServiceNode>> SERVICE_NODES =
      Method.read(
          "Health.ServiceNodes",
          ServiceSpecificRequest.CODEC,
          CatalogMethods.wrapped("IndexedCheckServiceNodes", "Nodes", list(CheckServiceNode.CODEC)),
          (snapshot, request) -> {
            if (request.serviceName().isEmpty()) {
              throw new ConsulException("Must provide service name");
            }
            return Merging.instances(
                snapshot,
                request.mergeCentralConfig(),
                HealthQueries.serviceNodes(snapshot, request));
          });

  private HealthMethods() {}
}
