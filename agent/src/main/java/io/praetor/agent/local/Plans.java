// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.CheckType;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceDefinition;
import io.praetor.http.agent.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What registrations come to: checked, completed, with sidecars and checks, in the form in which
/// [LocalState] takes them. Changes nothing.
///
/// @param state what is there already
/// @param nodeName the name of this node now
record Plans(LocalState state, LocalRules rules, Supplier<String> nodeName) {
  /// What one registration of a service comes to, with its sidecar.
  record Plan(List<ServiceEntry> services, List<CheckEntry> checks) {}

  /// @param fault what comes before the text of a refusal
  Plan ofFile(io.praetor.config.ServiceDefinition service, String fault) {
    try {
      if (service.name().isEmpty()) {
        throw new RefusedException(500, "Service name missing");
      }
      return of(Definitions.service(service), service.token(), Source.LOCAL);
    } catch (RefusedException e) {
      throw new RefusedException(
          500, fault + "Failed to register service \"" + service.name() + "\": " + e.text());
    }
  }

  /// @param fault what comes before the text of a refusal
  CheckEntry ofFile(io.praetor.config.CheckDefinition check, String fault) {
    try {
      return of(Definitions.check(check), check.serviceId(), check.token(), Source.LOCAL);
    } catch (RefusedException e) {
      throw new RefusedException(
          500, fault + "Failed to register check '" + check.name() + "': " + e.text());
    }
  }

  /// @throws RefusedException when it cannot be registered
  Plan of(ServiceDefinition definition, String token, Source source) {
    List<CheckType> types = Registration.checksOf(definition);
    ServiceRules.check(definition, types);
    List<ServiceEntry> services = new ArrayList<>();
    List<CheckEntry> checks = new ArrayList<>();
    services.add(new ServiceEntry(Registration.service(definition), token, source));
    addChecks(services.getLast(), types, checks);
    ServiceDefinition sidecar = sidecar(definition, services.getFirst().id());
    if (sidecar != null) {
      List<CheckType> sidecarTypes = Registration.checksOf(sidecar);
      ServiceRules.checkSidecar(sidecar, sidecarTypes);
      NodeService made =
          Registration.service(sidecar).toBuilder().locallyRegisteredAsSidecar(true).build();
      String own = sidecar.token().isEmpty() ? token : sidecar.token();
      services.add(new ServiceEntry(made, own, source));
      addChecks(services.getLast(), sidecarTypes, checks);
    }
    return new Plan(services, checks);
  }

  private @Nullable ServiceDefinition sidecar(ServiceDefinition definition, String parentId) {
    Set<Integer> used = new HashSet<>();
    state.services().forEach(entry -> used.add(entry.service().port()));
    ServiceEntry old = state.service(Sidecar.idOf(parentId));
    int oldPort =
        old != null && old.service().locallyRegisteredAsSidecar() ? old.service().port() : 0;
    return Sidecar.of(definition, used, oldPort, rules);
  }

  private void addChecks(ServiceEntry service, List<CheckType> types, List<CheckEntry> into) {
    for (int i = 0; i < types.size(); i++) {
      ServiceRules.runnable(types.get(i), service.source(), rules);
      into.add(
          Registration.serviceCheck(nodeName.get(), service, types.get(i), i + 1, types.size()));
    }
  }

  /// @throws RefusedException when it cannot be registered
  CheckEntry of(CheckType check, String serviceId, String token, Source source) {
    ServiceRules.check(check);
    ServiceEntry service = serviceId.isEmpty() ? null : state.service(serviceId);
    if (service == null && !serviceId.isEmpty()) {
      throw new RefusedException(404, "ServiceID \"" + serviceId + "\" does not exist");
    }
    ServiceRules.runnable(check, source, rules);
    return Registration.check(nodeName.get(), check, service, token, source);
  }
}
