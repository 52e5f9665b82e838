// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.Struct;

/// What goes before the reply of a call.
///
/// @param error empty when there is none; otherwise the body is an empty map
public record ResponseHeader(String error, long seq, String serviceMethod) {
  public static final Struct<ResponseHeader> CODEC =
      Struct.<ResponseHeader>named("Response")
          .field("Error", STRING, ResponseHeader::error)
          .field("Seq", ULONG, ResponseHeader::seq)
          .field("ServiceMethod", STRING, ResponseHeader::serviceMethod)
          .build(v -> new ResponseHeader(v.get(0), v.get(1), v.get(2)));
}
