// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// The body of `Catalog.Deregister` and of its log entry. Removes the service or the check when one is
/// named, else the whole node.
public record DeregisterRequest(
    String datacenter,
    String node,
    String serviceId,
    String checkId,
    String peerName,
    String token) {

  public static final Struct<DeregisterRequest> CODEC =
      Struct.<DeregisterRequest>named("DeregisterRequest")
          .field("Datacenter", STRING, DeregisterRequest::datacenter)
          .field("Node", STRING, DeregisterRequest::node)
          .field("ServiceID", STRING, DeregisterRequest::serviceId)
          .field("CheckID", STRING, DeregisterRequest::checkId)
          .omitEmpty("PeerName", STRING, DeregisterRequest::peerName)
          .field("Token", STRING, DeregisterRequest::token)
          .build(
              v ->
                  new DeregisterRequest(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
}
