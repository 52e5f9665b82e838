// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.fleet;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Whole client agents, each on an address of its own with Consul's ports and its own data directory,
/// in one process. Runs until its input ends. Arguments: how many, the second number of their addresses
/// 127.`network`.1.1 and up, how many services each has, how many milliseconds lie between two starts, the
/// folder for their data, and whom to join.
public final class AgentFleet {
  private static final int PER_NETWORK = 200;
  private static final BuildConfig BUILD =
      new BuildConfig("1.22.5", "", "", "", Instant.ofEpochSecond(1));

  private AgentFleet() {}

  public static void main(String[] args) throws Exception {
    int size = Integer.parseInt(args[0]);
    String network = args[1];
    int services = Integer.parseInt(args[2]);
    long pace = Long.parseLong(args[3]);
    Path data = Path.of(args[4]);
    List<String> join = List.of(args).subList(5, args.length);
    AgentLog log = null;
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> flags = flags(i, network, services, data, join);
      RuntimeConfig config = load(flags);
      if (log == null) {
        log = AgentLog.start(config.log(), System.err);
      }
      Supplier<LoadResult> loader = () -> new LoadResult.Loaded(config, List.of());
      agents.add(Agent.start(new Agent.Setup(config, loader, log, flags, banner -> {})));
      TimeUnit.MILLISECONDS.sleep(pace);
    }
    System.out.println("started " + agents.size());
    while (System.in.read() >= 0) {
      // Whoever started this process says nothing, and ends it by closing the pipe.
    }
    Runtime.getRuntime().halt(0);
  }

  /// The address of an agent, by its number from 0.
  private static String address(int number, String network) {
    return "127." + network + "." + (1 + number / PER_NETWORK) + "." + (1 + number % PER_NETWORK);
  }

  private static List<String> flags(
      int number, String network, int services, Path data, List<String> join) throws IOException {
    String address = address(number, network);
    Path own = Files.createDirectories(data.resolve("agent-" + number));
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-node=agent-" + number,
                "-bind=" + address,
                "-client=" + address,
                "-data-dir=" + own,
                "-log-level=error",
                "-dns-port=-1",
                "-grpc-port=-1",
                "-grpc-tls-port=-1",
                "-retry-interval=1s"));
    for (int service = 0; service < services; service++) {
      flags.add(
          "-hcl=services { name = \"service-%d\" id = \"service-%d\" port = %d }"
              .formatted(service, service, 9000 + service));
    }
    join.forEach(server -> flags.add("-retry-join=" + server));
    return flags;
  }

  private static RuntimeConfig load(List<String> flags) throws FlagException {
    return switch (ConfigLoader.load(
        new Sources(AgentFlags.parse(flags), new MachineHost(), BUILD))) {
      case LoadResult.Loaded(RuntimeConfig config, var ignored) -> config;
      case LoadResult.Refused(String error) -> throw new IllegalArgumentException(error);
    };
  }
}
