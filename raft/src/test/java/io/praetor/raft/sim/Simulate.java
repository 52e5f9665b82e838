// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import io.praetor.raft.core.Fault;

/// Runs simulated clusters from the command line: `Simulate FIRST COUNT [FAULT]`. Stops at the
/// first seed that breaks a promise; with COUNT 1 it prints the last steps of that run.
final class Simulate {
  private Simulate() {}

  public static void main(String[] args) {
    long first = Long.parseLong(args[0]);
    long count = Long.parseLong(args[1]);
    Fault fault = args.length > 2 ? Fault.valueOf(args[2]) : Fault.NONE;
    long events = 0;
    for (long seed = first; seed < first + count; seed++) {
      Simulation simulation = new Simulation(seed, fault, count == 1);
      try {
        events += simulation.run().events();
      } catch (RuntimeException e) {
        System.out.printf("%s: seed %d: %s%n%s%n", fault, seed, e, simulation.tracedTail());
        return;
      }
    }
    System.out.printf("%s: %d seeds, %d events, nothing wrong%n", fault, count, events);
  }
}
