// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonReader;
import io.praetor.wire.GoDuration;
import java.util.Map;
import java.util.TreeMap;

/// The flags that say what an auth method is.
final class AclMethodSettings {
  private static final String KUBERNETES = "kubernetes";

  private final Flag<String> config;
  private final Flag<String> description;
  private final Flag<String> displayName;
  private final Flag<String> caCert;
  private final Flag<String> host;
  private final Flag<String> serviceAccount;
  private final Flag<Long> maxTokenNanos;
  private final Flag<String> locality;

  AclMethodSettings(Flags flags) {
    config = flags.string("config", "The method's own settings in JSON, or @file, or - for stdin.");
    description = flags.string("description", "Description of the method.");
    displayName = flags.string("display-name", "Name to show to people instead of -name.");
    caCert =
        flags.string(
            "kubernetes-ca-cert",
            "PEM certificate of the Kubernetes API's authority, or @file. For kubernetes.");
    host = flags.string("kubernetes-host", "Address of the Kubernetes API. For kubernetes.");
    serviceAccount =
        flags.string(
            "kubernetes-service-account-jwt",
            "JWT of the account that reviews tokens. For kubernetes.");
    maxTokenNanos =
        flags.duration(
            "max-token-ttl", 0, "How long the method's tokens live; for ever unless given.");
    locality =
        flags.string(
            "token-locality", "Kind of the method's tokens: local, which is usual, or global.");
  }

  /// The method to be stored, made of the flags and of what there is already.
  ///
  /// @param before null value when there is none
  Json method(Terminal terminal, String name, String type, Json before) throws Failure {
    Json.Builder method =
        Json.object()
            .put("Name", name)
            .put("Type", type)
            .putUnlessEmpty("DisplayName", or(displayName, before.text("DisplayName")))
            .put("Description", or(description, before.text("Description")))
            .putUnlessEmpty(
                "MaxTokenTTL",
                maxTokenNanos.value() == 0
                    ? before.text("MaxTokenTTL")
                    : GoDuration.format(maxTokenNanos.value()))
            .putUnlessEmpty("TokenLocality", or(locality, before.text("TokenLocality")));
    Json settings = settings(terminal, type, before.at("Config"));
    return (settings.isNull() ? method : method.put("Config", settings)).build();
  }

  private Json settings(Terminal terminal, String type, Json before) throws Failure {
    boolean kubernetes =
        !host.value().isEmpty() || !caCert.value().isEmpty() || !serviceAccount.value().isEmpty();
    if (!config.value().isEmpty()) {
      if (kubernetes) {
        throw new Failure("Cannot use command line arguments with '-config' flags");
      }
      return read(terminal);
    }
    if (!type.equals(KUBERNETES)) {
      return before;
    }
    Map<String, Json> settings = new TreeMap<>(before.fields());
    set(settings, "Host", host.value());
    set(settings, "CACert", textOf(terminal, caCert.value()));
    set(settings, "ServiceAccountJWT", serviceAccount.value());
    return new Json.Obj(settings);
  }

  /// What a new method of this type cannot do without.
  void require(String type) throws Failure {
    if (type.equals(KUBERNETES) && config.value().isEmpty()) {
      require("kubernetes-host", host);
      require("kubernetes-ca-cert", caCert);
      require("kubernetes-service-account-jwt", serviceAccount);
    }
  }

  private static void require(String name, Flag<String> flag) throws Failure {
    if (flag.value().isEmpty()) {
      throw new Failure("Missing required '-" + name + "' flag");
    }
  }

  private static void set(Map<String, Json> settings, String name, String value) {
    if (!value.isEmpty()) {
      settings.put(name, Json.of(value));
    }
  }

  private Json read(Terminal terminal) throws Failure {
    byte[] text;
    try {
      text = InputFiles.argument(terminal, config.value());
    } catch (Failure e) {
      throw new Failure("Error loading configuration file: " + e.text());
    }
    try {
      return JsonReader.read(text);
    } catch (JsonReader.SyntaxError e) {
      throw new Failure("Error parsing JSON for auth method config: " + e.text());
    }
  }

  private static String textOf(Terminal terminal, String value) throws Failure {
    return value.startsWith("@") ? InputFiles.text(terminal, value.substring(1)) : value;
  }

  private static String or(Flag<String> flag, String fallback) {
    return flag.value().isEmpty() ? fallback : flag.value();
  }
}
