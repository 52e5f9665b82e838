// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an agent refuses although `validate` lets it pass. Consul finds the first kind before it
/// prints anything, the second while it starts.
public final class StartRules {
  private static final List<String> LOG_LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERR", "ERROR");

  private static final int MIN_PROTOCOL = 2;
  private static final int MAX_PROTOCOL = 3;

  private StartRules() {}

  /// A fault for which an agent does not even begin to start.
  public static Optional<String> beforeStart(RuntimeConfig config) {
    String level = config.log().level();
    if (!LOG_LEVELS.contains(level.toUpperCase(Locale.ROOT))) {
      return Optional.of(
          "Invalid log level: "
              + level
              + ". Valid log levels are: ["
              + String.join(" ", LOG_LEVELS)
              + "]");
    }
    return nodeIdFault(config.node().id())
        .map(fault -> "failed to setup node ID: specified NodeID is invalid: " + fault);
  }

  /// A fault for which the start of an agent fails.
  public static Optional<String> whileStarting(RuntimeConfig config) {
    String key = config.gossip().encryptKey();
    if (!key.isEmpty()) {
      int length = Base64.getMimeDecoder().decode(key).length;
      if (length != 16 && length != 24 && length != 32) {
        return Optional.of("Failed to configure keyring: key size must be 16, 24 or 32 bytes");
      }
    }
    int protocol = config.gossip().protocol();
    if (protocol != 0 && (protocol < MIN_PROTOCOL || protocol > MAX_PROTOCOL)) {
      return Optional.of(
          "Failed to start Consul "
              + (config.node().server() ? "server" : "client")
              + ": Protocol version '"
              + protocol
              + "' too "
              + (protocol < MIN_PROTOCOL ? "low" : "high")
              + ". Must be in range: ["
              + MIN_PROTOCOL
              + ", "
              + MAX_PROTOCOL
              + "]");
    }
    return Optional.empty();
  }

  private static Optional<String> nodeIdFault(String id) {
    if (id.isEmpty()) {
      return Optional.empty();
    }
    if (id.length() != 36) {
      return Optional.of("uuid string is wrong length");
    }
    for (int i = 0; i < id.length(); i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      char c = id.charAt(i);
      if (dash && c != '-') {
        return Optional.of("uuid is improperly formatted");
      }
      if (!dash && (c >= 0x80 || Character.digit(c, 16) < 0)) {
        return Optional.of(
            String.format(Locale.ROOT, "encoding/hex: invalid byte: U+%04X '%c'", (int) c, c));
      }
    }
    return Optional.empty();
  }
}
