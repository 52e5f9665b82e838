// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// One log line as Consul's agent writes it, in its text or its JSON form:
///
///     2026-11-25T21:38:28.111Z [INFO]  agent: Synced service: service=web
///     {"@level":"info","@message":"…","@module":"agent","@timestamp":"2026-11-25T21:38:28.111000Z"}
///
/// Stateless; any thread.
final class ConsulLayout {
  private static final DateTimeFormatter TEXT_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter JSON_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

  private ConsulLayout() {}

  /// Without the line end.
  static String text(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    TEXT_TIME.formatTo(time(event), line);
    line.append(' ').append(label(event.getLevel())).append(event.getLoggerName()).append(": ");
    line.append(event.getFormattedMessage());
    appendThrown(line, event);
    return line.toString();
  }

  /// Without the line end.
  static String json(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(200);
    line.append("{\"@level\":\"").append(name(event.getLevel())).append("\",\"@message\":\"");
    StringBuilder message = new StringBuilder(event.getFormattedMessage());
    appendThrown(message, event);
    escape(line, message);
    line.append("\",\"@module\":\"");
    escape(line, event.getLoggerName());
    line.append("\",\"@timestamp\":\"");
    JSON_TIME.formatTo(time(event), line);
    return line.append("\"}").toString();
  }

  private static Instant time(ILoggingEvent event) {
    return Instant.ofEpochMilli(event.getTimeStamp());
  }

  private static String label(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> "[ERROR] ";
      case Level.WARN_INT -> "[WARN]  ";
      case Level.INFO_INT -> "[INFO]  ";
      case Level.DEBUG_INT -> "[DEBUG] ";
      default -> "[TRACE] ";
    };
  }

  private static String name(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> "error";
      case Level.WARN_INT -> "warn";
      case Level.INFO_INT -> "info";
      case Level.DEBUG_INT -> "debug";
      default -> "trace";
    };
  }

  private static void appendThrown(StringBuilder line, ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      line.append('\n').append(ThrowableProxyUtil.asString(thrown).stripTrailing());
    }
  }

  private static void escape(StringBuilder out, CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
  }
}
