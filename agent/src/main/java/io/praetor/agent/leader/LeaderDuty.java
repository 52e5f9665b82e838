// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.leader;

/// One thing that only the leader does. {@link Leadership} runs the duties in their order on one
/// virtual thread when this server begins to lead, and stops them in reverse when it ends.
public interface LeaderDuty {
  /// For log lines.
  String name();

  /// Begins. May wait for writes to commit; an exception makes the server try to begin again later.
  void start() throws InterruptedException;

  /// Ends all timers. Must be safe after a start that failed, and must not wait for writes.
  void stop();
}
