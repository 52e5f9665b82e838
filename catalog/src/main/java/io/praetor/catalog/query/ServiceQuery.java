// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.STRINGS;
import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a prepared query looks for.
///
/// @param onlyPassing whether instances with a warning are left out; critical ones always are
/// @param ignoreCheckIds checks whose status does not count
/// @param near the node to sort by; `_agent` is the one that asks, `_ip` the one with the asker's
///     address
/// @param tags must all be there, those that begin with `!` must not
/// @param connect asks for the proxies and native instances instead
/// @param peer the peer that the instances were imported from
public record ServiceQuery(
    String service,
    String samenessGroup,
    QueryFailoverOptions failover,
    boolean onlyPassing,
    @Nullable List<String> ignoreCheckIds,
    String near,
    @Nullable List<String> tags,
    @Nullable Map<String, String> nodeMeta,
    @Nullable Map<String, String> serviceMeta,
    boolean connect,
    String peer) {
  public static final Struct<ServiceQuery> CODEC =
      Struct.<ServiceQuery>named("ServiceQuery")
          .field("Service", STRING, ServiceQuery::service)
          .field("SamenessGroup", STRING, ServiceQuery::samenessGroup)
          .field("Failover", QueryFailoverOptions.CODEC, ServiceQuery::failover)
          .field("OnlyPassing", BOOL, ServiceQuery::onlyPassing)
          .field("IgnoreCheckIDs", nullable(STRINGS), ServiceQuery::ignoreCheckIds)
          .field("Near", STRING, ServiceQuery::near)
          .field("Tags", nullable(STRINGS), ServiceQuery::tags)
          .field("NodeMeta", nullable(map(STRING)), ServiceQuery::nodeMeta)
          .field("ServiceMeta", nullable(map(STRING)), ServiceQuery::serviceMeta)
          .field("Connect", BOOL, ServiceQuery::connect)
          .field("Peer", STRING, ServiceQuery::peer)
          .build(
              v ->
                  new ServiceQuery(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10)));

  public ServiceQuery {
    ignoreCheckIds = ignoreCheckIds == null ? null : List.copyOf(ignoreCheckIds);
    tags = tags == null ? null : List.copyOf(tags);
    nodeMeta = nodeMeta == null ? null : frozen(nodeMeta);
    serviceMeta = serviceMeta == null ? null : frozen(serviceMeta);
  }

  ServiceQuery withPeer(String newPeer) {
    return new ServiceQuery(
        service,
        samenessGroup,
        failover,
        onlyPassing,
        ignoreCheckIds,
        near,
        tags,
        nodeMeta,
        serviceMeta,
        connect,
        newPeer);
  }

  private static Map<String, String> frozen(Map<String, String> values) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
