// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.agent.checks.ProbeResult;
import io.praetor.agent.checks.Scheduler;
import io.praetor.catalog.CheckType;
import io.praetor.catalog.HealthCheck;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Alias checks that name a node: they follow the catalog, which is asked every few seconds (Consul
/// holds a blocking query open instead). Safe for all threads; reports on threads of the scheduler.
final class RemoteAliases {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final long POLL_NANOS = Duration.ofSeconds(5).toNanos();

  private final CatalogClient catalog;
  private final Scheduler scheduler;
  private final BiConsumer<String, ProbeResult> listener;
  private final Map<String, Poll> polls = new HashMap<>();

  RemoteAliases(
      CatalogClient catalog, Scheduler scheduler, BiConsumer<String, ProbeResult> listener) {
    this.catalog = catalog;
    this.scheduler = scheduler;
    this.listener = listener;
  }

  private final class Poll {
    private final String id;
    private final CheckType type;
    private final String token;

    Poll(String id, CheckType type, String token) {
      this.id = id;
      this.type = type;
      this.token = token;
    }

    void run() {
      try {
        ProbeResult result = judge(id, type, catalog.node(type.aliasNode(), token));
        if (isCurrent()) {
          listener.accept(id, result);
        }
      } catch (CatalogException e) {
        LOG.warn("Alias check cannot read the catalog: check={} error={}", id, e.getMessage());
      } catch (InterruptedException e) {
        // The agent stops, and with it this thread.
        return;
      }
      synchronized (RemoteAliases.this) {
        if (isCurrent()) {
          scheduler.after(POLL_NANOS, this::run);
        }
      }
    }

    private boolean isCurrent() {
      synchronized (RemoteAliases.this) {
        return polls.get(id) == this;
      }
    }
  }

  synchronized void start(String id, CheckType type, String token) {
    Poll poll = new Poll(id, type, token);
    polls.put(id, poll);
    scheduler.after(0, poll::run);
  }

  synchronized void stop(String id) {
    polls.remove(id);
  }

  synchronized void stop() {
    polls.clear();
  }

  /// Pure: the status of an alias of a service on a node, or of the node itself.
  static ProbeResult judge(String id, CheckType type, CatalogView view) {
    String service = type.aliasService();
    if (view.node() != null && !service.isEmpty() && !view.services().containsKey(service)) {
      return AliasRule.missing(service, type.aliasNode());
    }
    List<HealthCheck> followed =
        view.checks().stream()
            .filter(c -> c.serviceId().isEmpty() || c.serviceId().equals(service))
            .filter(c -> !c.checkId().equals(id))
            .sorted(Comparator.comparing(HealthCheck::checkId))
            .toList();
    return AliasRule.of(followed);
  }
}
