// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import java.util.concurrent.TimeUnit;

/// The timing of a pool; intervals are nanoseconds.
///
/// @param indirectChecks how many others are asked to ping a silent node
/// @param tellsSuspects whether a ping tells a suspected node of the suspicion, so that it can refute
/// @param packetRoom bytes of a packet before it is wrapped
/// @param wrappingOverhead what encryption and label take of that room
public record SwimOptions(
    long probeInterval,
    long probeTimeout,
    int indirectChecks,
    int suspicionMult,
    int suspicionMaxMult,
    long gossipInterval,
    int gossipNodes,
    long gossipToTheDead,
    int retransmitMult,
    long pushPullInterval,
    long tcpTimeout,
    int awarenessMax,
    long deadNodeReclaim,
    boolean tellsSuspects,
    int packetRoom,
    int wrappingOverhead) {
  private static final int PACKET_ROOM = 1400;

  /// Consul's figures for a local network.
  public static SwimOptions lan() {
    return new SwimOptions(
        seconds(1),
        millis(500),
        3,
        4,
        6,
        millis(200),
        3,
        seconds(30),
        4,
        seconds(30),
        seconds(10),
        8,
        seconds(30),
        true,
        PACKET_ROOM,
        0);
  }

  /// Consul's figures between datacenters.
  public static SwimOptions wan() {
    return new SwimOptions(
        seconds(5),
        seconds(3),
        3,
        6,
        6,
        millis(500),
        3,
        seconds(60),
        4,
        seconds(60),
        seconds(30),
        8,
        seconds(30),
        true,
        PACKET_ROOM,
        0);
  }

  /// Memberlist's figures for the loopback interface.
  public static SwimOptions local() {
    return new SwimOptions(
        seconds(1),
        millis(200),
        1,
        3,
        6,
        millis(100),
        3,
        seconds(15),
        2,
        seconds(15),
        seconds(1),
        8,
        seconds(30),
        true,
        PACKET_ROOM,
        0);
  }

  /// With what the configuration may change.
  public SwimOptions with(
      int newGossipNodes,
      long newGossipInterval,
      long newProbeInterval,
      long newProbeTimeout,
      int newSuspicionMult,
      int newRetransmitMult) {
    return new SwimOptions(
        newProbeInterval,
        newProbeTimeout,
        indirectChecks,
        newSuspicionMult,
        suspicionMaxMult,
        newGossipInterval,
        newGossipNodes,
        gossipToTheDead,
        newRetransmitMult,
        pushPullInterval,
        tcpTimeout,
        awarenessMax,
        deadNodeReclaim,
        tellsSuspects,
        packetRoom,
        wrappingOverhead);
  }

  public SwimOptions withOverhead(int bytes) {
    return new SwimOptions(
        probeInterval,
        probeTimeout,
        indirectChecks,
        suspicionMult,
        suspicionMaxMult,
        gossipInterval,
        gossipNodes,
        gossipToTheDead,
        retransmitMult,
        pushPullInterval,
        tcpTimeout,
        awarenessMax,
        deadNodeReclaim,
        tellsSuspects,
        packetRoom,
        bytes);
  }

  /// SWIM as it was before Lifeguard, to measure what that brings: no notion of our own health, one
  /// time for all suspicions, suspects hear of it as everybody else does.
  ///
  /// @param mult how long a suspicion lasts, as [#suspicionMult]
  public SwimOptions withoutLifeguard(int mult) {
    return new SwimOptions(
        probeInterval,
        probeTimeout,
        indirectChecks,
        mult,
        1,
        gossipInterval,
        gossipNodes,
        gossipToTheDead,
        retransmitMult,
        pushPullInterval,
        tcpTimeout,
        1,
        deadNodeReclaim,
        false,
        packetRoom,
        wrappingOverhead);
  }

  private static long seconds(long count) {
    return TimeUnit.SECONDS.toNanos(count);
  }

  private static long millis(long count) {
    return TimeUnit.MILLISECONDS.toNanos(count);
  }
}
