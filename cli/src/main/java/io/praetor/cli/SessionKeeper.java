// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.Json;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A session of this process: renewed by a thread of its own until it is closed, and destroyed then. If renewal fails for
/// longer than the TTL, the servers end the session, and whoever watches its lock learns it there.
final class SessionKeeper implements AutoCloseable {
  private static final String TTL = "15s";
  private static final long RENEW_EVERY_SECONDS = 7;

  private final ApiClient agent;
  private final String id;
  private final CountDownLatch closed = new CountDownLatch(1);

  private SessionKeeper(ApiClient agent, String id) {
    this.agent = agent;
    this.id = id;
  }

  /// Creates a session and starts its renewal.
  ///
  /// @param behavior what happens to its keys when it ends: release or delete
  static SessionKeeper open(ApiClient agent, String name, String behavior) throws ApiError {
    return open(agent, Json.object().put("Name", name).put("Behavior", behavior));
  }

  /// The same with all that a session can be asked for but its TTL, which is added.
  static SessionKeeper open(ApiClient agent, Json.Builder wanted) throws ApiError {
    Json request = wanted.put("TTL", TTL).build();
    SessionKeeper keeper =
        new SessionKeeper(agent, agent.put("/v1/session/create").json(request).fetch().text("ID"));
    Thread.ofVirtual().name("session-renewal").start(keeper::renew);
    return keeper;
  }

  String id() {
    return id;
  }

  private void renew() {
    try {
      while (!closed.await(RENEW_EVERY_SECONDS, TimeUnit.SECONDS)) {
        try {
          agent.put("/v1/session/renew/" + id).run();
        } catch (ApiError e) {
          if (e.status() == 404) {
            return; // ended by the servers; the lock's monitor sees it
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the session; once is enough.
  @Override
  public void close() throws ApiError {
    if (closed.getCount() > 0) {
      closed.countDown();
      agent.put("/v1/session/destroy/" + id).run();
    }
  }
}
