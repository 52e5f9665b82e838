// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.LONG;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.Bytes;
import io.praetor.wire.Struct;

/// The method by which agents have a server send their user events.
public final class EventMethods {
  /// Consul's EventFireRequest.
  ///
  /// @param payload the whole event, as gossip carries it
  public record FireRequest(String datacenter, String name, Bytes payload) {
    public static final Struct<FireRequest> CODEC =
        Struct.<FireRequest>named("EventFireRequest")
            .field("Datacenter", STRING, FireRequest::datacenter)
            .field("Name", STRING, FireRequest::name)
            .field("Payload", BYTES, FireRequest::payload)
            .build(v -> new FireRequest(v.get(0), v.get(1), v.get(2)));
  }

  /// Consul's EventFireResponse, which says nothing but that a server answered.
  public record Fired() {
    private static final Fired DONE = new Fired();

    public static final Struct<Fired> CODEC =
        Struct.<Fired>named("EventFireResponse")
            .field("Backend", LONG, done -> 0L)
            .field("ConsistencyLevel", STRING, done -> "")
            .field("Index", ULONG, done -> 1L)
            .field("KnownLeader", BOOL, done -> true)
            .field("LastContact", LONG, done -> 0L)
            .field("NotModified", BOOL, done -> false)
            .field("ResultsFilteredByACLs", BOOL, done -> false)
            .build(v -> DONE);
  }

  /// Sends a user event into the LAN pool.
  public static final Method.Ask<FireRequest, Fired> FIRE =
      Method.askAny(
              "Internal.EventFire",
              FireRequest.CODEC,
              Fired.CODEC,
              (server, request) -> {
                server.fireEvent(request.name(), request.payload());
                return Fired.DONE;
              })
          .changing();

  private EventMethods() {}
}
