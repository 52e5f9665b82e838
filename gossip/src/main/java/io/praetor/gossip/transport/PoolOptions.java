// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import io.praetor.gossip.core.packet.Security;
import io.praetor.gossip.core.serf.Member;
import io.praetor.gossip.core.serf.PoolRules;
import io.praetor.gossip.core.serf.Serf;
import io.praetor.gossip.core.serf.SerfOptions;
import io.praetor.gossip.core.swim.SwimOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a pool is started from.
///
/// @param label names the pool in logs and threads, such as `lan`
/// @param advertise what others are told to reach us at; a concrete address
/// @param snapshot where to keep who was there; null for nowhere
/// @param keyringFile where changed keys are kept; null for nowhere
/// @param rejoinAfterLeave whether an earlier leave does not hinder rejoining
/// @param announcers whose packets may say that somebody is alive; any thread
public record PoolOptions(
    String label,
    String name,
    InetSocketAddress bind,
    InetSocketAddress advertise,
    Map<String, String> tags,
    Member.Versions versions,
    SwimOptions swim,
    SerfOptions serf,
    PoolRules rules,
    Serf.MemberReconnect reconnect,
    Security security,
    @Nullable Path snapshot,
    @Nullable Path keyringFile,
    boolean rejoinAfterLeave,
    Predicate<InetAddress> announcers) {
  public PoolOptions {
    tags = Map.copyOf(tags);
  }
}
