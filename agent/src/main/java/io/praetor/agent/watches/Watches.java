// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.watches;

import io.praetor.agent.checks.ProbeSettings;
import io.praetor.http.RequestHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/// The watches of an agent: as many threads as there are entries in `watches`, each with one query
/// that blocks and at most one handler at a time. A reload stops all of them and starts those of the
/// new configuration, whose handlers get the present answer first, as in Consul.
///
///     Watches watches = new Watches(api, threads.virtual(), probes);
///     watches.replace(config.watches());
public final class Watches implements AutoCloseable {
  private final RequestHandler api;
  private final Executor executor;
  private final WatchRun.Handling handling;
  private final List<WatchRun> running = new ArrayList<>();

  /// @param api where the queries go
  /// @param executor runs one task for each watch, best on virtual threads
  /// @param probes how handlers that are web servers are called
  public Watches(RequestHandler api, Executor executor, ProbeSettings probes) {
    this(api, executor, new Handlers(probes));
  }

  Watches(RequestHandler api, Executor executor, WatchRun.Handling handling) {
    this.api = api;
    this.executor = executor;
    this.handling = handling;
  }

  /// Takes over the entries of a configuration.
  ///
  /// @throws io.praetor.http.agent.RefusedException when one cannot be read; the present watches go on
  public synchronized void replace(List<Map<String, Object>> entries) {
    List<WatchDefinition> definitions = WatchDefinition.parse(entries);
    close();
    for (WatchDefinition definition : definitions) {
      WatchRun run = new WatchRun(definition, api, handling);
      running.add(run);
      executor.execute(run);
    }
  }

  /// Stops all; a handler that runs is left to end by itself.
  @Override
  public synchronized void close() {
    running.forEach(WatchRun::stop);
    running.clear();
  }
}
