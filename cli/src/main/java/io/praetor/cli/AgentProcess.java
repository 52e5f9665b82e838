// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.agent.Agent;
import io.praetor.agent.MachineHost;
import io.praetor.agent.logging.AgentLog;
import io.praetor.config.AgentFlags;
import io.praetor.config.BuildConfig;
import io.praetor.config.ConfigLoader;
import io.praetor.config.FlagException;
import io.praetor.config.LoadResult;
import io.praetor.config.RuntimeConfig;
import io.praetor.config.Sources;
import io.praetor.config.StartRules;
import io.praetor.http.agent.RefusedException;
import io.praetor.raft.storage.StorageException;
import io.praetor.rpc.ConsulException;
import io.praetor.wire.GoQuote;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process around an agent: configuration from the command line, the banner, signals and the
/// exit code. Runs on the main thread, which waits until the agent has stopped.
final class AgentProcess {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  /// What Consul exits with when it stops without leaving its cluster.
  private static final int STOPPED_WITHOUT_LEAVING = 1;

  int run(Terminal terminal, List<String> arguments) throws Failure {
    Supplier<LoadResult> loader = () -> load(arguments);
    return switch (loader.get()) {
      case LoadResult.Refused(String error) -> throw new Failure("==> " + error.stripTrailing());
      case LoadResult.Loaded(RuntimeConfig config, List<String> warnings) -> {
        Optional<String> refused = StartRules.beforeStart(config).or(() -> Agent.tlsFault(config));
        if (refused.isPresent()) {
          throw new Failure("==> " + refused.get());
        }
        try (AgentLog log = AgentLog.start(config.log(), terminal.out())) {
          terminal.out().println("==> Starting Consul agent...");
          Optional<String> fault = StartRules.whileStarting(config);
          if (fault.isPresent()) {
            LOG.error("Error starting agent: error=\"{}\"", fault.get());
            LOG.info("Exit code: code=1");
            yield 1;
          }
          Agent agent;
          try {
            agent =
                Agent.start(
                    new Agent.Setup(
                        config,
                        loader,
                        log,
                        arguments,
                        banner -> {
                          terminal.out().println(banner);
                          terminal.out().println("==> Log data will now stream in as it occurs:\n");
                          warnings.forEach(LOG::warn);
                        }));
          } catch (IOException | RefusedException e) {
            LOG.error("Error starting agent: error={}", GoQuote.quote(explain(e)));
            LOG.info("Exit code: code=1");
            yield 1;
          }
          yield awaitEnd(agent, config);
        } catch (IOException | StorageException | ConsulException e) {
          throw new Failure("==> " + explain(e));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          yield STOPPED_WITHOUT_LEAVING;
        }
      }
    };
  }

  /// Reads all sources that the arguments name.
  static LoadResult load(List<String> arguments) {
    try {
      return ConfigLoader.load(sources(AgentFlags.parse(arguments)));
    } catch (FlagException e) {
      return new LoadResult.Refused(String.valueOf(e.getMessage()));
    }
  }

  /// What a configuration is loaded from on this machine.
  static Sources sources(AgentFlags flags) {
    return new Sources(flags, new MachineHost(), build());
  }

  private static BuildConfig build() {
    return new BuildConfig(Release.CONSUL_LEVEL, "", "", "", Instant.parse(Release.BUILD_DATE));
  }

  private static int awaitEnd(Agent agent, RuntimeConfig config) throws InterruptedException {
    AtomicInteger exitCode = new AtomicInteger(0);
    Signals.on("INT", () -> stop(agent, !config.skipLeaveOnInterrupt(), "interrupt", exitCode));
    Signals.on("TERM", () -> stop(agent, config.leaveOnTerm(), "terminated", exitCode));
    Signals.on("HUP", () -> reload(agent));
    int code = agent.awaitStopped();
    return code == 0 ? exitCode.get() : code;
  }

  private static void stop(Agent agent, boolean leave, String signal, AtomicInteger exitCode) {
    LOG.info("Caught: signal={}", signal);
    if (leave) {
      LOG.info("Gracefully shutting down agent...");
    } else {
      LOG.info("Graceful shutdown disabled. Exiting");
      exitCode.set(STOPPED_WITHOUT_LEAVING);
    }
    agent.shutdown(leave);
  }

  private static void reload(Agent agent) {
    LOG.info("Caught: signal=hangup");
    try {
      agent.reload();
    } catch (ConsulException | RefusedException e) {
      LOG.error("Reload config failed: error={}", GoQuote.quote(String.valueOf(e.getMessage())));
    }
  }

  private static String explain(Exception e) {
    // Java says no more of these than the name of the file.
    if (e instanceof AccessDeniedException || e instanceof NoSuchFileException) {
      return "open " + e.getMessage() + ": " + InputFiles.reason((IOException) e);
    }
    Throwable cause = e.getCause();
    return cause == null || cause.getMessage() == null
        ? String.valueOf(e.getMessage())
        : e.getMessage() + ": " + cause.getMessage();
  }
}
