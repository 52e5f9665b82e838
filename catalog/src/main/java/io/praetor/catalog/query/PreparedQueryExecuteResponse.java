// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.query.PreparedQuery.QueryDnsOptions;
import io.praetor.wire.Struct;
import java.util.List;

/// What a query found.
///
/// @param datacenter where it was found; empty when it is from a peer
/// @param failovers how many places were tried beyond the first
public record PreparedQueryExecuteResponse(
    String service,
    List<CheckServiceNode> nodes,
    QueryDnsOptions dns,
    String datacenter,
    String peerName,
    int failovers) {
  public static final Struct<PreparedQueryExecuteResponse> CODEC =
      Struct.<PreparedQueryExecuteResponse>named("PreparedQueryExecuteResponse")
          .field("Service", STRING, PreparedQueryExecuteResponse::service)
          .field("Nodes", list(CheckServiceNode.CODEC), PreparedQueryExecuteResponse::nodes)
          .field("DNS", QueryDnsOptions.CODEC, PreparedQueryExecuteResponse::dns)
          .field("Datacenter", STRING, PreparedQueryExecuteResponse::datacenter)
          .field("PeerName", STRING, PreparedQueryExecuteResponse::peerName)
          .field("Failovers", INT, PreparedQueryExecuteResponse::failovers)
          .build(
              v ->
                  new PreparedQueryExecuteResponse(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));

  public PreparedQueryExecuteResponse {
    nodes = List.copyOf(nodes);
  }

  public PreparedQueryExecuteResponse withFailovers(int newFailovers) {
    return new PreparedQueryExecuteResponse(
        service, nodes, dns, datacenter, peerName, newFailovers);
  }

  public PreparedQueryExecuteResponse withNodes(List<CheckServiceNode> newNodes) {
    return new PreparedQueryExecuteResponse(
        service, newNodes, dns, datacenter, peerName, failovers);
  }
}
