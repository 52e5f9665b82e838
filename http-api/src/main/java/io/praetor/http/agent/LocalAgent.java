// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.agent;

import io.praetor.catalog.CheckType;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceDefinition;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The services and checks that are registered with this agent, as the routes below `/v1/agent`
/// see them. Every method may be called from any thread and returns soon; nothing here waits for a
/// server. Records carry indexes of 0, as the agent's own answers do.
///
/// A write that the caller must correct ends in a [RefusedException] with Consul's status and
/// text. Bodies are decoded by the caller, including their unknown fields; all rules about what the
/// fields may hold (missing names, weights, metadata, check kinds, sidecars) are checked here.
/// `token` is the one in the body of a registration when there is one, else the request's.
public interface LocalAgent {
  /// All services by id.
  SortedMap<String, NodeService> services();

  /// All checks by id, maintenance checks included.
  SortedMap<String, HealthCheck> checks();

  /// One service with its content hash, null when there is none with that id.
  @Nullable LocalService service(String id);

  /// Completes after the next change of any local service. Take it, then read the service, then
  /// wait on it for as long as the caller of `?hash=` allows, and read again: a change in between
  /// is not lost. Waiters cost one callback each.
  CompletableFuture<Void> nextServiceChange();

  /// Completes when the catalog has been told, with or without success, what changed here until
  /// now; at once when there is nothing to tell.
  CompletableFuture<Void> settled();

  /// Health of one instance, null when there is none with that id.
  @Nullable ServiceHealth healthOfService(String id);

  /// Health of all local instances of a service by id, empty when there is none.
  List<ServiceHealth> healthOfServicesNamed(String name);

  /// Registers or replaces a service with its checks and its sidecar. Checks that the service had
  /// stay unless they are replaced by id or `replaceExistingChecks` is set.
  void registerService(ServiceDefinition definition, boolean replaceExistingChecks, String token);

  /// Removes a service with its checks and its sidecar.
  void deregisterService(String id, String token);

  /// Adds or removes the maintenance check of a service; an empty reason becomes Consul's text, and
  /// enabling twice keeps the first reason.
  void maintainService(String id, boolean enable, String reason, String token);

  /// Adds or removes the maintenance check of the node, by the same rules.
  void maintainNode(boolean enable, String reason, String token);

  /// Registers or replaces a check, of a service when `serviceId` is not empty. The route's body is
  /// flat: `ID` is `checkId` here, and `ServiceID` comes apart.
  void registerCheck(CheckType check, String serviceId, String token);

  /// Removes a check.
  void deregisterCheck(String id, String token);

  /// Heartbeat of a TTL check: pass, warn and fail with their note, and update. `status` is as the
  /// caller sent it and is checked here.
  void updateCheck(String id, String status, String output, String token);
}
