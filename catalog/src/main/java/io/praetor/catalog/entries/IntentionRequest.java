// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.ENCODED;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Bytes;
import io.praetor.wire.Struct;

/// The body of the command for intentions. Of its operations only the one is understood that every
/// new cluster's log begins with.
///
/// @param intention of the old table, undecoded
/// @param mutation of one source of an entry, undecoded
public record IntentionRequest(
    String op, String datacenter, Bytes intention, Bytes mutation, String token) {
  public static final String DELETE_ALL = "delete-all";

  public static final Struct<IntentionRequest> CODEC =
      Struct.<IntentionRequest>named("IntentionRequest")
          .field("Datacenter", STRING, IntentionRequest::datacenter)
          .field("Intention", ENCODED, IntentionRequest::intention)
          .field("Mutation", ENCODED, IntentionRequest::mutation)
          .field("Op", STRING, IntentionRequest::op)
          .field("Token", STRING, IntentionRequest::token)
          .build(v -> new IntentionRequest(v.get(3), v.get(0), v.get(1), v.get(2), v.get(4)));

  public static IntentionRequest deleteAll() {
    return new IntentionRequest(DELETE_ALL, "", Bytes.NIL, Bytes.NIL, "");
  }
}
