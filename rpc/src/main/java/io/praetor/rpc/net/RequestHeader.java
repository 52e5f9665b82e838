// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.Struct;

/// What goes before the argument of a call.
///
/// @param seq chosen by the caller, given back in the reply
/// @param serviceMethod such as `KVS.Get`
public record RequestHeader(long seq, String serviceMethod) {
  public static final Struct<RequestHeader> CODEC =
      Struct.<RequestHeader>named("Request")
          .field("Seq", ULONG, RequestHeader::seq)
          .field("ServiceMethod", STRING, RequestHeader::serviceMethod)
          .build(v -> new RequestHeader(v.get(0), v.get(1)));
}
