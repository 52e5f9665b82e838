// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Reads with `?stale` through agents, one after the other for each agent and path, until closed.
final class StaleReads implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 5;

  private final AtomicLong good = new AtomicLong();
  private final AtomicLong missing = new AtomicLong();
  private final AtomicLong slowestNanos = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopping;

  /// Waits until every server answers as expected, and begins to read.
  ///
  /// @param servers who answers
  /// @param agents who are asked
  /// @param paths each with `?stale`
  /// @param expected what every body must contain
  static StaleReads begin(
      Collection<AgentContainer> servers,
      Collection<AgentContainer> agents,
      List<String> paths,
      String expected)
      throws Exception {
    for (AgentContainer server : servers) {
      for (String path : paths) {
        Await.until(
            server.name + " answers " + path + " with " + expected,
            ContainerCluster.SOON,
            () -> server.get(path).contains(expected));
      }
    }
    return new StaleReads(agents, paths, expected);
  }

  private StaleReads(Collection<AgentContainer> agents, List<String> paths, String expected) {
    for (AgentContainer agent : agents) {
      for (String path : paths) {
        readers.submit(
            () -> {
              while (!stopping) {
                read(agent, path, expected);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
              }
              return null;
            });
      }
    }
  }

  private void read(AgentContainer agent, String path, String expected) {
    long began = System.nanoTime();
    try {
      HttpResponse<String> answer = agent.send("GET", path, "", LIMIT);
      if (answer.statusCode() == 200 && answer.body().contains(expected)) {
        good.incrementAndGet();
      } else if (answer.statusCode() == 404) {
        missing.incrementAndGet();
      } else {
        failures.add(agent.name + path + ": " + answer.statusCode() + " " + answer.body());
      }
    } catch (Exception e) {
      failures.add(agent.name + path + ": " + e);
    }
    slowestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
  }

  long good() {
    return good.get();
  }

  /// Answers of servers that did not have the key, as a new one has not before it has caught up, which is what `?stale`
  /// allows.
  long missing() {
    return missing.get();
  }

  long slowestMillis() {
    return slowestNanos.get() / 1_000_000;
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    stopping = true;
    readers.close();
  }
}
