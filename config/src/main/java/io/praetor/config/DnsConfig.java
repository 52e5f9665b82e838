// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The DNS server: where it listens and how it answers.
///
/// @param addresses listening addresses, each for UDP and TCP; empty when DNS is off
/// @param domain with the final dot
/// @param altDomain second domain with the final dot, or empty
/// @param recursors upstream servers as host:port
/// @param recursorStrategy sequential or random
/// @param recursorTimeout for each upstream
/// @param allowStale whether any server may answer
/// @param maxStale beyond which the leader is asked again
/// @param aRecordLimit cap on A and AAAA answers, 0 for none
/// @param udpAnswerLimit answers in UDP without EDNS
/// @param disableCompression whether names are written in full
/// @param enableTruncate whether a trimmed answer says so
/// @param onlyPassing whether instances with a warning are left out
/// @param nodeTtl TTL of node answers
/// @param serviceTtl TTL by service name, a name may end in `*`
/// @param nodeMetaTxt whether node metadata is added
/// @param soa numbers of the SOA record
/// @param useCache whether the agent cache answers
/// @param cacheMaxAge oldest cached answer
public record DnsConfig(
    List<InetSocketAddress> addresses,
    String domain,
    String altDomain,
    List<String> recursors,
    String recursorStrategy,
    Duration recursorTimeout,
    boolean allowStale,
    Duration maxStale,
    int aRecordLimit,
    int udpAnswerLimit,
    boolean disableCompression,
    boolean enableTruncate,
    boolean onlyPassing,
    Duration nodeTtl,
    Map<String, Duration> serviceTtl,
    boolean nodeMetaTxt,
    Soa soa,
    boolean useCache,
    Duration cacheMaxAge) {
  public DnsConfig {
    addresses = List.copyOf(addresses);
    recursors = List.copyOf(recursors);
    serviceTtl = Map.copyOf(serviceTtl);
  }

  /// The numbers of the SOA record; the minimum TTL is that of negative answers too.
  public record Soa(long refresh, long retry, long expire, long minTtl) {}
}
