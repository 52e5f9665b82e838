// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ServerId;
import java.util.random.RandomGenerator;

/// Makes cores with a bug in them, for the simulation.
public final class FaultyCore {
  private FaultyCore() {}

  public static RaftCore with(
      Fault fault,
      ServerId self,
      CoreOptions options,
      Recovered recovered,
      LogReader reader,
      RandomGenerator random,
      long nowNanos) {
    return new RaftCore(
        self,
        options,
        fault.inCore(),
        recovered,
        reader,
        nanos -> Entry.NO_BYTES,
        random,
        nowNanos);
  }
}
