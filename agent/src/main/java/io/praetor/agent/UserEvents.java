// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.exec.RemoteExec;
import io.praetor.agent.members.EventFilter;
import io.praetor.http.agent.UserEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What becomes of the user events of the LAN pool: those that are meant for others are dropped, remote
/// executions are begun where they are allowed, all else is kept for who asks. Does not wait.
final class UserEvents implements Consumer<UserEvent> {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final EventFilter filter;
  private final EventBuffer buffer;
  private volatile @Nullable RemoteExec exec;

  UserEvents(EventFilter filter, EventBuffer buffer) {
    this.filter = filter;
    this.buffer = buffer;
  }

  /// From now on remote executions are begun.
  void allow(RemoteExec allowed) {
    exec = allowed;
  }

  @Override
  public void accept(UserEvent event) {
    if (!filter.accepts(event)) {
      return;
    }
    if (!event.name().equals(RemoteExec.EVENT)) {
      buffer.add(event);
      return;
    }
    RemoteExec allowed = exec;
    if (allowed == null) {
      LOG.info(
          "ignoring remote exec event, disabled.: event_name={} event_id={}",
          event.name(),
          event.id());
    } else {
      allowed.begin(event.id(), event.payload());
    }
  }
}
