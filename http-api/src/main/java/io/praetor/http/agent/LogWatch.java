// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.agent;

/// A subscription to the agent's log.
public interface LogWatch extends AutoCloseable {
  /// Takes lines as the log makes them, line break included. Called by any thread that logs: it must
  /// not block, and must not log.
  @FunctionalInterface
  interface Lines {
    void line(String text);
  }

  @Override
  void close();
}
