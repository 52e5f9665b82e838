// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.praetor.config.LogConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Where the agent's log lines go. Set up in code, because reading a configuration file costs a good
/// part of the time that an agent has to start in. Lines are written under one lock, so they never
/// mix; a watcher gets each line on the thread that logged it and must not wait.
public final class AgentLog implements AutoCloseable {
  /// Libraries whose debug lines are about their own inside.
  private static final List<String> QUIET = List.of("io.netty", "ch.qos");

  private final LoggerContext context;
  private final PrintStream out;
  private final @Nullable RotatingFile file;
  private final boolean json;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private volatile Level level;

  /// A subscription; closing it ends it.
  @FunctionalInterface
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  private record Watcher(Level level, boolean json, Consumer<String> lines) {}

  private AgentLog(LoggerContext context, PrintStream out, LogConfig config, Level level)
      throws IOException {
    this.context = context;
    this.out = out;
    this.json = config.json();
    this.level = level;
    this.file = config.filePath().isEmpty() ? null : RotatingFile.open(config, Clock.systemUTC());
  }

  /// Takes over the process's logging.
  ///
  /// @throws IOException when the log file cannot be opened
  public static AgentLog start(LogConfig config, PrintStream out) throws IOException {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    AgentLog log =
        new AgentLog(
            context, out, config, LogLevel.of(config.level()).orElse(LogLevel.INFO).level());
    Sink sink = log.new Sink();
    sink.setContext(context);
    sink.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(sink);
    QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    log.adjust();
    return log;
  }

  /// Changes what standard output and the file show, as a reload does.
  public void level(LogLevel wanted) {
    level = wanted.level();
    adjust();
  }

  /// Sends each line of at least this level to `lines`, without its line end, until closed.
  public Watch watch(LogLevel wanted, boolean asJson, Consumer<String> lines) {
    Watcher watcher = new Watcher(wanted.level(), asJson, lines);
    watchers.add(watcher);
    adjust();
    return () -> {
      watchers.remove(watcher);
      adjust();
    };
  }

  /// Nothing is formatted that nobody sees.
  private void adjust() {
    Level lowest = level;
    for (Watcher watcher : watchers) {
      lowest = watcher.level.isGreaterOrEqual(lowest) ? lowest : watcher.level;
    }
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(lowest);
  }

  @Override
  public void close() {
    context.stop();
    if (file != null) {
      file.close();
    }
  }

  private final class Sink extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel().isGreaterOrEqual(level)) {
        String line = (json ? ConsulLayout.json(event) : ConsulLayout.text(event)) + "\n";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
        if (file != null) {
          file.write(bytes);
        }
      }
      for (Watcher watcher : watchers) {
        if (event.getLevel().isGreaterOrEqual(watcher.level)) {
          watcher.lines.accept(watcher.json ? ConsulLayout.json(event) : ConsulLayout.text(event));
        }
      }
    }
  }
}
