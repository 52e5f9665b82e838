// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.catalog.EnvoyExtension;
import io.praetor.wire.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which extensions of Envoy's configuration there are, and what each cannot do without. Arguments
/// beyond that are not looked at here.
final class EnvoyExtensionRules {
  private EnvoyExtensionRules() {}

  static void check(@Nullable List<EnvoyExtension> extensions, List<String> faults) {
    int at = 0;
    for (EnvoyExtension extension : Forms.items(extensions)) {
      String fault = fault(extension);
      if (!fault.isEmpty()) {
        String name = extension.name().isEmpty() ? "" : "[" + extension.name() + "]";
        faults.add("invalid EnvoyExtensions[" + at + "]" + name + ": " + fault);
      }
      at++;
    }
  }

  private static String fault(EnvoyExtension extension) {
    Map<String, @Nullable Object> arguments =
        extension.arguments() == null ? Map.of() : extension.arguments();
    List<String> inner = new ArrayList<>();
    switch (extension.name()) {
      case "" -> {
        return "Name is required";
      }
      case "builtin/lua" -> lua(arguments, inner);
      case "builtin/aws/lambda" -> needs(arguments, "ARN", "ARN is required", inner);
      case "builtin/ext-authz" -> {
        if (!arguments.containsKey("Config")) {
          inner.add("exactly one of GrpcService or HttpService must be set");
        }
      }
      case "builtin/property-override" -> {
        return arguments.get("Patches") instanceof List<?> list && !list.isEmpty()
                || arguments.get("Patches") instanceof Map<?, ?>
            ? ""
            : "at least one patch is required";
      }
      case "builtin/otel-access-logging" -> {
        if (!arguments.containsKey("Config")) {
          inner.add("missing GrpcService");
        }
      }
      case "builtin/wasm" -> wasm(arguments, inner);
      default -> {
        return "name " + GoQuote.quote(extension.name()) + " is not a built-in extension";
      }
    }
    return inner.isEmpty() ? "" : EntryException.list(inner);
  }

  private static void lua(Map<String, @Nullable Object> arguments, List<String> faults) {
    needs(arguments, "Script", "missing Script value", faults);
    oneOf(
        arguments,
        "ProxyType",
        Set.of("", "connect-proxy", "api-gateway", "terminating-gateway"),
        faults);
    oneOf(arguments, "Listener", Set.of("inbound", "outbound"), faults);
  }

  private static void wasm(Map<String, @Nullable Object> arguments, List<String> faults) {
    if (!Set.of("tcp", "http").contains(text(arguments, "Protocol"))) {
      faults.add(
          "unsupported Protocol "
              + GoQuote.quote(text(arguments, "Protocol"))
              + ", expected \"tcp\" or \"http\"");
    }
    if (!Set.of("inbound", "outbound").contains(text(arguments, "ListenerType"))) {
      faults.add(
          "unsupported ListenerType "
              + GoQuote.quote(text(arguments, "ListenerType"))
              + ", expected \"inbound\" or \"outbound\"");
    }
    if (!arguments.containsKey("PluginConfig")) {
      faults.add("VmConfig.Code must provide exactly one of Local or Remote data source");
      faults.add("both Service and URI are required for Remote data sources");
      faults.add("SHA256 checksum is required for Remote data sources");
    }
  }

  private static void needs(
      Map<String, @Nullable Object> arguments, String name, String text, List<String> faults) {
    if (text(arguments, name).isEmpty()) {
      faults.add(text);
    }
  }

  private static void oneOf(
      Map<String, @Nullable Object> arguments,
      String name,
      Set<String> allowed,
      List<String> faults) {
    if (!allowed.contains(text(arguments, name))) {
      faults.add("unexpected " + name + " " + GoQuote.quote(text(arguments, name)));
    }
  }

  private static String text(Map<String, @Nullable Object> arguments, String name) {
    return arguments.get(name) instanceof String text ? text : "";
  }
}
