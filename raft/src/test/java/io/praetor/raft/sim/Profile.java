// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.praetor.raft.core.CoreOptions;
import java.util.random.RandomGenerator;

/// What kind of trouble a seed gets: each run stresses some things more than others.
record Profile(
    int servers,
    int spares,
    double loss,
    double duplication,
    long maxDelayNanos,
    double slowMessages,
    long maxDiskNanos,
    double clockSkew,
    long meanTroubleNanos,
    int partitions,
    int crashes,
    int pauses,
    int memberships,
    int transfers,
    int powerCuts,
    long meanRestoreNanos,
    int falseAlarms,
    double harassment,
    CoreOptions options) {

  static Profile of(RandomGenerator random) {
    Profile profile = mixed(random);
    return random.nextInt(3) == 0 ? profile.harassed() : profile;
  }

  private static Profile mixed(RandomGenerator random) {
    CoreOptions options = CoreOptions.consul(1).withPreVote(random.nextInt(10) > 0);
    if (random.nextInt(3) > 0) {
      options =
          options.withSnapshots(
              10 + random.nextInt(30), MILLISECONDS.toNanos(1500), random.nextInt(8));
    }
    options = options.withMessages((int) pick(random, 1, 1, 3, 64), (int) pick(random, 1, 2, 8));
    boolean members = random.nextInt(3) == 0;
    return new Profile(
        random.nextInt(4) == 0 ? 5 : 3,
        members ? 2 : 0,
        pick(random, 0, 0.01, 0.05, 0.15),
        pick(random, 0, 0.01, 0.05),
        MILLISECONDS.toNanos((long) pick(random, 2, 20, 80)),
        pick(random, 0, 0.01, 0.03),
        MILLISECONDS.toNanos((long) pick(random, 1, 5, 40, 150)),
        pick(random, 0, 0.02, 0.2),
        MILLISECONDS.toNanos((long) pick(random, 400, 1000, 2500)),
        random.nextInt(6),
        random.nextInt(6),
        random.nextInt(4),
        members ? 1 + random.nextInt(6) : 0,
        random.nextInt(5),
        random.nextInt(3),
        MILLISECONDS.toNanos((long) pick(random, 0, 0, 0, 700, 2500)),
        random.nextInt(5),
        pick(random, 0, 0, 0.3, 0.7),
        options);
  }

  /// Small clusters whose leaders rarely last, and messages of one entry: what it takes for logs
  /// to part.
  Profile harassed() {
    return new Profile(
        3,
        spares,
        loss,
        duplication,
        maxDelayNanos,
        slowMessages,
        maxDiskNanos,
        clockSkew,
        MILLISECONDS.toNanos(500),
        partitions + 2,
        crashes + 2,
        pauses,
        memberships,
        transfers,
        powerCuts,
        meanRestoreNanos,
        falseAlarms,
        0.8,
        options.withMessages(1, 1));
  }

  private static double pick(RandomGenerator random, double... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
