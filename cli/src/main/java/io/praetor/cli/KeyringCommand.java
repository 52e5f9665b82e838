// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import java.io.PrintStream;
import java.util.List;
import java.util.TreeMap;

/// `keyring`: lists, adds, promotes and removes the keys that encrypt gossip, in all pools at once.
final class KeyringCommand extends ClientCommand {
  private static final int MAX_RELAYS = 5;

  private final Flag<String> install = flags.string("install", "Key to add to the rings.");
  private final Flag<Boolean> list = flags.bool("list", "List all keys.");
  private final Flag<Boolean> listPrimary =
      flags.bool("list-primary", "List the keys that encrypt.");
  private final Flag<Boolean> localOnly =
      flags.bool("local-only", "Only with -list: do not ask the pool of all datacenters.");
  private final Flag<Long> relayFactor =
      flags.integer(
          "relay-factor", 0, "Send answers also through this many other members, 0 to 5.");
  private final Flag<String> remove =
      flags.string("remove", "Key to drop; it must not be the one that encrypts.");
  private final Flag<String> use =
      flags.string("use", "Installed key to encrypt with from now on.");

  @Override
  String synopsis() {
    return "Manage the keys that encrypt gossip";
  }

  @Override
  String usage() {
    return "keyring [options]";
  }

  @Override
  String details() {
    return "Changes the keys of all members of all pools, one action at a time. To rotate a key, install the new\n"
        + "one, use it, then remove the old one.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    long actions =
        List.of(install, remove, use).stream().filter(flag -> !flag.value().isEmpty()).count()
            + (list.value() ? 1 : 0)
            + (listPrimary.value() ? 1 : 0);
    if (actions == 0) {
      printHelp(terminal.err());
      return 1;
    }
    if (actions > 1) {
      throw new Failure("Only a single action is allowed");
    }
    if (relayFactor.value() < 0 || relayFactor.value() > MAX_RELAYS) {
      throw new Failure(
          "Error parsing relay factor: Relay factor must be in range: [0, " + MAX_RELAYS + "]");
    }
    if (localOnly.value() && !list.value() && !listPrimary.value()) {
      throw new Failure("Error validating local-only: local-only is only supported for list keys");
    }
    return act(terminal, connect(terminal));
  }

  private int act(Terminal terminal, ApiClient agent) throws Failure {
    String path = "/v1/operator/keyring";
    PrintStream out = terminal.out();
    if (list.value() || listPrimary.value()) {
      out.print(
          "==> Gathering installed " + (list.value() ? "" : "primary ") + "encryption keys...\n");
      ApiRequest request = withRelays(agent.get(path));
      if (localOnly.value()) {
        request.query("local-only", "true");
      }
      Json rings = asking("error", request::fetch);
      rings.items().forEach(ring -> print(out, ring));
    } else if (!install.value().isEmpty()) {
      change(out, "Installing new gossip encryption key", agent.post(path), install.value());
    } else if (!use.value().isEmpty()) {
      change(out, "Changing primary gossip encryption key", agent.put(path), use.value());
    } else {
      change(out, "Removing gossip encryption key", agent.delete(path), remove.value());
    }
    return 0;
  }

  private ApiRequest withRelays(ApiRequest request) {
    return relayFactor.value() == 0
        ? request
        : request.query("relay-factor", Long.toString(relayFactor.value()));
  }

  private void change(PrintStream out, String what, ApiRequest request, String key) throws Failure {
    out.print("==> " + what + "...\n");
    try {
      withRelays(request).json(Json.object().put("Key", key).build()).run();
    } catch (ApiError e) {
      throw new Failure("error: " + e.text());
    }
  }

  private void print(PrintStream out, Json ring) {
    out.print("\n" + (ring.at("WAN").truth() ? "WAN" : ring.text("Datacenter") + " (LAN)") + ":\n");
    Json keys = listPrimary.value() ? ring.at("PrimaryKeys") : ring.at("Keys");
    new TreeMap<>(keys.fields())
        .forEach(
            (key, count) ->
                out.print(
                    "  "
                        + key
                        + " ["
                        + count.literal()
                        + "/"
                        + ring.at("NumNodes").literal()
                        + "]\n"));
  }
}
