// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.List;

/// Both gossip pools.
///
/// @param lan inside the datacenter
/// @param wan between datacenters
/// @param encryptKey base64 key, empty for no encryption
/// @param encryptVerifyIncoming whether unencrypted packets are refused
/// @param encryptVerifyOutgoing whether packets leave encrypted
/// @param disableKeyringFile whether keys stay in memory
/// @param protocol gossip protocol version
/// @param advertiseReconnectTimeout a client asks to be forgotten after this, zero for the
///     default
public record GossipConfig(
    Pool lan,
    Pool wan,
    String encryptKey,
    boolean encryptVerifyIncoming,
    boolean encryptVerifyOutgoing,
    boolean disableKeyringFile,
    int protocol,
    Duration advertiseReconnectTimeout) {

  @Override
  public String toString() {
    return "GossipConfig[lan="
        + lan
        + ", wan="
        + wan
        + ", encrypted="
        + !encryptKey.isEmpty()
        + "]";
  }

  /// Timing of one pool. A reconnect timeout of zero means the built-in 72 hours.
  public record Pool(
      int gossipNodes,
      Duration gossipInterval,
      Duration probeInterval,
      Duration probeTimeout,
      int suspicionMult,
      int retransmitMult,
      List<Cidr> allowedCidrs,
      Duration reconnectTimeout) {
    public Pool {
      allowedCidrs = List.copyOf(allowedCidrs);
    }
  }
}
