// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.put;

import io.praetor.http.Endpoint.Mark;
import io.praetor.http.agent.UserEvent;
import io.praetor.wire.Bytes;
import io.praetor.wire.GoRegex;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// `/v1/event`: user events, which travel by gossip and are kept by each agent for itself. The
/// list's index is made from the last event's id: equal only while nothing new has come.
final class EventEndpoints {
  private static final int MAX_PAYLOAD_BYTES = 300;
  private static final int EVENT_VERSION = 1;
  private static final Duration MAX_WAIT = Duration.ofMinutes(10);

  static final List<Endpoint> LIST =
      List.of(
          put("/v1/event/fire/{name*}")
              .acl("event:write")
              .params("node", "service", "tag")
              .answers(EventEndpoints::fire),
          get("/v1/event/list")
              .marks(Mark.WAITS)
              .acl("event:read filter")
              .params("name", "node", "service", "tag")
              .answers(EventEndpoints::list));

  private EventEndpoints() {}

  private static Answer fire(Call call) throws IOException, InterruptedException {
    String name = call.required("name");
    Params params = call.params();
    UserEvent event =
        new UserEvent(
            UUID.randomUUID().toString(),
            name,
            payload(call),
            regex("node", params.get("node")),
            regex("service", params.get("service")),
            regex("tag", params.get("tag")),
            EVENT_VERSION,
            0);
    if (!event.tagFilter().isEmpty() && event.serviceFilter().isEmpty()) {
      throw new ApiException(500, "Cannot provide tag filter without service filter");
    }
    call.agent().fire(event, ReadOptions.datacenter(params, call.config()), call.token());
    return Answer.json(UserEvent.CODEC, event);
  }

  private static Bytes payload(Call call) throws IOException {
    long declared = call.request().body().declaredLength();
    if (declared == 0) {
      return Bytes.NIL;
    }
    if (declared < 0) {
      throw ApiException.badRequest("Event payload size must be greater than zero");
    }
    try {
      return Bytes.wrap(call.request().body().bytes(MAX_PAYLOAD_BYTES));
    } catch (Body.TooLarge e) {
      throw new ApiException(
          413,
          "Event payload too large, received "
              + declared
              + " bytes, max size: "
              + MAX_PAYLOAD_BYTES
              + " bytes. User events should be kept small for efficient gossip propagation.");
    }
  }

  private static String regex(String what, String pattern) {
    try {
      GoRegex.compile(pattern);
      return pattern;
    } catch (GoRegex.InvalidRegex e) {
      throw new ApiException(500, "Invalid " + what + " filter: " + e.text());
    }
  }

  private static Answer list(Call call) throws InterruptedException {
    Params params = call.params();
    long seen = params.get("index").isEmpty() ? 0 : ReadOptions.index(params.get("index"));
    Duration wait = params.get("wait").isEmpty() ? MAX_WAIT : ReadOptions.wait(params.get("wait"));
    Wait until = Wait.of(wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait);
    while (true) {
      var next = call.agent().nextEvent();
      List<UserEvent> events = named(call.agent().events(), params.get("name"));
      long index = events.isEmpty() ? 1 : index(events.getLast().id());
      if (seen == 0 || index != seen || !until.await(next)) {
        call.index(index);
        return Answer.list(UserEvent.CODEC, events);
      }
    }
  }

  private static List<UserEvent> named(List<UserEvent> events, String name) {
    return name.isEmpty()
        ? events
        : events.stream().filter(event -> event.name().equals(name)).toList();
  }

  /// The id's two halves, combined as Consul's API client does it to compare events.
  static long index(String id) {
    String digits = id.replace("-", "");
    return digits.length() == 32
        ? Long.parseUnsignedLong(digits, 0, 16, 16) ^ Long.parseUnsignedLong(digits, 16, 32, 16)
        : 1;
  }
}
