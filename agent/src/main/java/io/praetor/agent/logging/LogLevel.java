// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.logging;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import java.util.Optional;

/// Consul's names of log levels, in any case.
public enum LogLevel {
  TRACE(Level.TRACE),
  DEBUG(Level.DEBUG),
  INFO(Level.INFO),
  WARN(Level.WARN),
  ERROR(Level.ERROR);

  private final Level level;

  LogLevel(Level level) {
    this.level = level;
  }

  Level level() {
    return level;
  }

  /// Empty when the word names no level.
  public static Optional<LogLevel> of(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "TRACE" -> Optional.of(TRACE);
      case "DEBUG" -> Optional.of(DEBUG);
      case "INFO" -> Optional.of(INFO);
      case "WARN" -> Optional.of(WARN);
      case "ERR", "ERROR" -> Optional.of(ERROR);
      default -> Optional.empty();
    };
  }
}
