// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.agent.checks.CheckKind;
import io.praetor.agent.checks.CheckKinds;
import io.praetor.catalog.CheckType;
import io.praetor.catalog.ServiceDefinition;
import io.praetor.catalog.ServicePort;
import io.praetor.catalog.Weights;
import io.praetor.http.agent.RefusedException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a registration must satisfy, in the order in which Consul looks at it, each fault with its
/// text and status. Pure.
final class ServiceRules {
  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

  private ServiceRules() {}

  /// Refuses a service that cannot be registered. `checks` are its own.
  static void check(ServiceDefinition service, List<CheckType> checks) {
    refuseIf(service.name().isEmpty(), "Missing service name");
    refuseIf(ANY_ADDRESS.contains(service.address()), "Invalid service address");
    weights(service.weights());
    String meta = MetaRules.invalid(service.meta() == null ? Map.of() : service.meta());
    refuseIf(meta != null, "Invalid Service Meta: " + meta);
    checks(checks, "Invalid check: ");
    structure(service, "Validation failed: ");
  }

  /// Refuses a sidecar after its defaults are filled in; its weights and metadata are not looked at.
  static void checkSidecar(ServiceDefinition sidecar, List<CheckType> checks) {
    structure(sidecar, "Failed Validation: ");
    checks(checks, "Invalid check in sidecar_service: ");
  }

  /// Refuses a check that cannot be registered by itself.
  static void check(CheckType check) {
    refuseIf(check.name().isEmpty(), "Missing check name");
    refuseIf(!check.status().isEmpty() && !isStatus(check.status()), "Bad check status");
    String why = CheckKinds.invalid(check);
    refuseIf(why != null, "Invalid check: " + why);
  }

  /// Refuses a kind of check that this agent does not run for this source.
  static void runnable(CheckType check, Source source, LocalRules rules) {
    CheckKind kind = CheckKinds.of(check);
    if (kind == null) {
      return;
    }
    if (kind.runsPrograms()
        && !(source == Source.LOCAL ? rules.localScripts() : rules.remoteScripts())) {
      throw new RefusedException(
          500,
          source == Source.LOCAL
              ? "Scripts are disabled on this agent; to enable, configure 'enable_script_checks' or"
                  + " 'enable_local_script_checks' to true"
              : "Scripts are disabled on this agent from remote calls; to enable, configure"
                  + " 'enable_script_checks' to true");
    }
    if (kind == CheckKinds.OS_SERVICE) {
      throw new RefusedException(500, "not implemented");
    }
  }

  static boolean isStatus(String status) {
    return status.equals("passing") || status.equals("warning") || status.equals("critical");
  }

  private static void weights(@Nullable Weights weights) {
    if (weights == null) {
      return;
    }
    String why = Weights.invalid(weights);
    refuseIf(why != null, "Invalid Weights: " + why);
  }

  private static void checks(List<CheckType> checks, String prefix) {
    for (CheckType check : checks) {
      String why = CheckKinds.invalid(check);
      refuseIf(why != null, prefix + why);
    }
    for (CheckType check : checks) {
      refuseIf(
          !check.status().isEmpty() && !isStatus(check.status()),
          "Status for checks must 'passing', 'warning', 'critical'");
    }
  }

  private static void structure(ServiceDefinition service, String prefix) {
    Problems problems = new Problems();
    ports(service, problems);
    ProxyRules.check(service, problems);
    if (service.connect() != null && service.connect().sidecarService() != null) {
      ServiceDefinition sidecar = service.connect().sidecarService();
      problems.addIf(
          sidecar.connect() != null && sidecar.connect().sidecarService() != null,
          "A SidecarService cannot have a nested SidecarService");
      problems.addIf(
          !sidecar.id().isEmpty(),
          "A SidecarService cannot specify an ID as this is managed by the agent");
    }
    problems.addIf(
        service.locality() != null
            && service.locality().region().isEmpty()
            && !service.locality().zone().isEmpty(),
        "zone cannot be set without region");
    problems.refuse(prefix);
  }

  private static void ports(ServiceDefinition service, Problems problems) {
    List<ServicePort> ports = service.ports() == null ? List.of() : service.ports();
    if (ports.isEmpty()) {
      return;
    }
    if (service.port() != 0) {
      problems.add("Cannot set both Port and Ports");
      return;
    }
    Set<String> names = new HashSet<>();
    int defaults = 0;
    for (ServicePort port : ports) {
      problems.addIf(port.name().isEmpty(), "Ports.Name cannot be empty");
      problems.addIf(port.port() <= 0, "Ports.Port must be greater than zero");
      problems.addIf(
          !names.add(port.name()), "Ports.Name \"" + port.name() + "\" has to be unique");
      defaults += port.isDefault() ? 1 : 0;
    }
    problems.addIf(defaults > 1, "Only one port can be marked as default");
    problems.addIf(defaults == 0, "One of the Ports must be marked as Default");
  }

  private static void refuseIf(boolean wrong, String text) {
    if (wrong) {
      throw new RefusedException(400, text);
    }
  }
}
