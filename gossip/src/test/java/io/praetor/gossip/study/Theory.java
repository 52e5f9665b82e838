// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.study;

import io.praetor.gossip.core.swim.Formulas;
import io.praetor.gossip.core.swim.SwimOptions;

/// What the papers and memberlist's defaults let us expect of a pool of `n`.
final class Theory {
  private static final SwimOptions LAN = SwimOptions.lan();

  private Theory() {}

  /// Rounds of gossip until a share of the pool knows, by the logistic curve of an epidemic that the
  /// SWIM paper uses: who knows tells `gossipNodes` others a round, and a packet arrives with
  /// probability `1 - loss`. Two know at first: the new member and the one it joined through.
  static double rounds(int n, double share, double loss) {
    double contacts = LAN.gossipNodes() * (1 - loss);
    return (Math.log((n - 2) / 2.0) + Math.log(share / (1 - share))) / contacts;
  }

  /// The longest that news is on its way by gossip alone, in rounds: it takes `log(n)` to the base of
  /// one and the fan-out to reach the last, who then tells it as often as it may.
  static double gossipBound(int n) {
    return Math.log(n) / Math.log(1.0 + LAN.gossipNodes())
        + (double) Formulas.retransmitLimit(LAN.retransmitMult(), n) / LAN.gossipNodes();
  }

  /// SWIM's expected time from a crash to the first probe that fails, in protocol periods:
  /// `1 / (1 - e^-1)`, whatever the size.
  static double firstDetection() {
    return 1 / (1 - Math.exp(-1));
  }

  /// Seconds that a suspicion lasts at least: when enough others agree.
  static double suspicionMin(int n) {
    return LAN.suspicionMult() * Math.max(1, Math.log10(n)) * LAN.probeInterval() / 1e9;
  }

  /// Seconds that a suspicion lasts when nobody else agrees.
  static double suspicionMax(int n) {
    return LAN.suspicionMaxMult() * suspicionMin(n);
  }
}
