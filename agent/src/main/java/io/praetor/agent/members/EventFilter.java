// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.catalog.NodeService;
import io.praetor.http.agent.UserEvent;
import io.praetor.wire.GoRegex;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a user event is meant for this agent: by its name, by a service that it has, and by a tag
/// of such a service. The expressions come from the network.
public final class EventFilter {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final int MAX_VERSION = 1;

  private final String nodeName;
  private final Supplier<Collection<NodeService>> services;

  /// @param services what this agent runs at the moment
  public EventFilter(String nodeName, Supplier<Collection<NodeService>> services) {
    this.nodeName = nodeName;
    this.services = services;
  }

  public boolean accepts(UserEvent event) {
    if (event.version() > MAX_VERSION) {
      LOG.warn("Event version may have unsupported features: event={}", event.name());
    }
    try {
      if (!event.nodeFilter().isEmpty() && !GoRegex.compile(event.nodeFilter()).find(nodeName)) {
        return false;
      }
      return event.serviceFilter().isEmpty() || hasService(event);
    } catch (GoRegex.InvalidRegex | GoRegex.TooCostly e) {
      LOG.error("failed to parse a filter of an event: event={} {}", event.name(), e.getMessage());
      return false;
    }
  }

  private boolean hasService(UserEvent event) throws GoRegex.InvalidRegex {
    GoRegex wanted = GoRegex.compile(event.serviceFilter());
    GoRegex tag = event.tagFilter().isEmpty() ? null : GoRegex.compile(event.tagFilter());
    for (NodeService service : services.get()) {
      if (!wanted.find(service.service())) {
        continue;
      }
      List<String> tags = service.tags();
      if (tag == null || (tags != null && tags.stream().anyMatch(tag::find))) {
        return true;
      }
    }
    return false;
  }
}
