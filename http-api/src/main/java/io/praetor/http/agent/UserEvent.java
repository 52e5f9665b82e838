// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.agent;

import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.Bytes;
import io.praetor.wire.Struct;

/// A user event, as `/v1/event/fire` and `/v1/event/list` show it.
///
/// @param payload at most 300 bytes; nil for none
/// @param lamportTime 0 in the answer of the agent that fires it
public record UserEvent(
    String id,
    String name,
    Bytes payload,
    String nodeFilter,
    String serviceFilter,
    String tagFilter,
    int version,
    long lamportTime) {
  public static final Struct<UserEvent> CODEC =
      Struct.<UserEvent>named("UserEvent")
          .field("ID", STRING, UserEvent::id)
          .field("Name", STRING, UserEvent::name)
          .field("Payload", BYTES, UserEvent::payload)
          .field("NodeFilter", STRING, UserEvent::nodeFilter)
          .field("ServiceFilter", STRING, UserEvent::serviceFilter)
          .field("TagFilter", STRING, UserEvent::tagFilter)
          .field("Version", INT, UserEvent::version)
          .field("LTime", ULONG, UserEvent::lamportTime)
          .build(
              v ->
                  new UserEvent(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7)));
}
