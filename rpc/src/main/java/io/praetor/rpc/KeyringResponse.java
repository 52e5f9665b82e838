// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import java.util.Map;

/// How the members of one pool answered a question about keys.
///
/// @param messages by member, what it had to say
/// @param keys by key, how many members have it
/// @param primaryKeys by key, how many members send with it
/// @param error what went wrong as a whole, empty for nothing; not shown
public record KeyringResponse(
    boolean wan,
    String datacenter,
    String segment,
    Map<String, String> messages,
    Map<String, Integer> keys,
    Map<String, Integer> primaryKeys,
    int members,
    String error) {
  public static final Struct<KeyringResponse> CODEC =
      Struct.<KeyringResponse>named("KeyringResponse")
          .field("WAN", BOOL, KeyringResponse::wan)
          .field("Datacenter", STRING, KeyringResponse::datacenter)
          .field("Segment", STRING, KeyringResponse::segment)
          .omitEmpty("Partition", STRING, response -> "")
          .omitEmpty("Messages", Codecs.map(STRING), KeyringResponse::messages)
          .field("Keys", Codecs.map(INT), KeyringResponse::keys)
          .field("PrimaryKeys", Codecs.map(INT), KeyringResponse::primaryKeys)
          .field("NumNodes", INT, KeyringResponse::members)
          .msgpackOnly("Error", STRING, KeyringResponse::error)
          .build(
              v ->
                  new KeyringResponse(
                      v.get(0), v.get(1), v.get(2), v.get(4), v.get(5), v.get(6), v.get(7),
                      v.get(8)));

  public KeyringResponse {
    messages = Map.copyOf(messages);
    keys = Map.copyOf(keys);
    primaryKeys = Map.copyOf(primaryKeys);
  }
}
