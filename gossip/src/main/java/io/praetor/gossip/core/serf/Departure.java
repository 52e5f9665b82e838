// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

/// How far we are with leaving. The steps follow each other when what they wait for has been sent,
/// or their time is up.
final class Departure {
  enum Step {
    STAYING,
    INTENT_TOLD,
    DEATH_TOLD,
    LINGERING,
    GONE
  }

  private Step step = Step.STAYING;
  private long deadline = Long.MAX_VALUE;

  Step step() {
    return step;
  }

  boolean staying() {
    return step == Step.STAYING;
  }

  long deadline() {
    return deadline;
  }

  void enter(Step next, long until) {
    step = next;
    deadline = until;
  }
}
