// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

/// One way of looking at a service. [#run] blocks until there is a result, for no longer than the
/// probe's own timeout, and is called by one virtual thread at a time. It answers with a critical
/// result where the target is at fault, and throws only when the agent stops the check.
@FunctionalInterface
public interface Probe {
  ProbeResult run() throws InterruptedException;
}
