// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.members.Members;
import io.praetor.agent.telemetry.FigureSource;
import io.praetor.agent.telemetry.ProcessFigures;
import io.praetor.agent.telemetry.ServerFigures;
import io.praetor.config.RuntimeConfig;
import io.praetor.rpc.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The gauges that an agent reports by itself, again and again.
final class Figures {
  /// Twice in each interval of the metrics, so that every interval has the gauges.
  private static final int REPORT_SECONDS = 5;

  private Figures() {}

  /// The first report comes after a moment, so that it does not lengthen the start.
  ///
  /// @param server null on a client agent
  static void start(
      RuntimeConfig config,
      Metrics metrics,
      Members members,
      @Nullable ServerNode server,
      Threads threads) {
    List<FigureSource> sources = new ArrayList<>();
    sources.add(new ProcessFigures(config.build().version(), config.build().prerelease()));
    if (server != null) {
      sources.add(
          new ServerFigures(
              server.store(),
              server.raft(),
              () -> members.list(false),
              server::autopilot,
              config.node().datacenter()));
    }
    threads
        .timer()
        .scheduleWithFixedDelay(
            () -> threads.virtual().execute(() -> sources.forEach(s -> s.report(metrics))),
            1,
            REPORT_SECONDS,
            TimeUnit.SECONDS);
  }
}
