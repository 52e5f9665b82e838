// SPDX-License-Identifier: Apache-2.0
package io.praetor.http;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.catalog.DeregisterRequest;
import io.praetor.wire.Struct;

/// The body of `/v1/catalog/deregister`: the request, and an address that old clients still send
/// and nobody reads (observed: any other unknown field is refused).
record DeregisterBody(String address, DeregisterRequest request) {
  static final Struct<DeregisterBody> CODEC =
      Struct.<DeregisterBody>named("")
          .field("Address", STRING, DeregisterBody::address)
          .field("Datacenter", STRING, body -> body.request.datacenter())
          .field("Node", STRING, body -> body.request.node())
          .field("ServiceID", STRING, body -> body.request.serviceId())
          .field("CheckID", STRING, body -> body.request.checkId())
          .field("PeerName", STRING, body -> body.request.peerName())
          .field("Token", STRING, body -> body.request.token())
          .build(
              v ->
                  new DeregisterBody(
                      v.get(0),
                      new DeregisterRequest(
                          v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6))));
}
