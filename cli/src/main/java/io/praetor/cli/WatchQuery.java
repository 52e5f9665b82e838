// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One kind of watch: its blocking request and the form of its result, which is that of Consul's Go client.
final class WatchQuery {
  private final String type;
  private final Parameters parameters;

  /// The flags of `watch`.
  ///
  /// @param given the names of those that the command line has
  record Parameters(
      Set<String> given,
      String filter,
      String key,
      String name,
      boolean passingOnly,
      String prefix,
      String service,
      String state,
      List<String> tags) {}

  /// Where a watch stands: an index, or the hash of a local service's content.
  record Position(String index, String hash) {
    static final Position START = new Position("0", "");

    /// What to ask for next. An index that did not move or went back starts over.
    Position after(Position before) {
      boolean back =
          Long.compareUnsigned(
                  Long.parseUnsignedLong(index), Long.parseUnsignedLong(before.index()))
              <= 0;
      return hash.isEmpty() && back ? START : this;
    }
  }

  /// What the agent answered.
  record Result(Json value, Position position) {}

  private WatchQuery(String type, Parameters parameters) {
    this.type = type;
    this.parameters = parameters;
  }

  static WatchQuery of(String type, Parameters parameters) throws Failure {
    Set<String> unknown = new TreeSet<>(parameters.given());
    unknown.removeAll(allowed(type));
    if (type.equals("key") && parameters.key().isEmpty()) {
      throw new Failure("Must specify a single key to watch");
    }
    if (type.equals("keyprefix") && parameters.prefix().isEmpty()) {
      throw new Failure("Must specify a single prefix to watch");
    }
    if (type.equals("service") && parameters.service().isEmpty()) {
      throw new Failure("Must specify a single service to watch");
    }
    if (type.equals("checks") && !parameters.service().isEmpty() && !parameters.state().isEmpty()) {
      throw new Failure("Cannot specify service and state");
    }
    if (!unknown.isEmpty()) {
      throw new Failure("Invalid parameters: [" + String.join(" ", unknown) + "]");
    }
    return new WatchQuery(type, parameters);
  }

  private static Set<String> allowed(String type) throws Failure {
    return switch (type) {
      case "key" -> Set.of("key");
      case "keyprefix" -> Set.of("prefix");
      case "services", "nodes" -> Set.of("filter");
      case "service" -> Set.of("filter", "service", "tag", "passingonly");
      case "checks" -> Set.of("filter", "service", "state");
      case "event" -> Set.of("name");
      case "connect_roots" -> Set.of();
      case "connect_leaf", "agent_service" -> Set.of("service");
      default -> throw new Failure("Unsupported watch type: " + type);
    };
  }

  private ApiRequest request(ApiClient agent) {
    return switch (type) {
      case "key" -> agent.get("/v1/kv/" + KvKeys.withoutSlash(parameters.key()));
      case "keyprefix" ->
          agent.get("/v1/kv/" + KvKeys.withoutSlash(parameters.prefix())).query("recurse", "");
      case "services" -> filtered(agent.get("/v1/catalog/services"));
      case "nodes" -> filtered(agent.get("/v1/catalog/nodes"));
      case "service" -> {
        ApiRequest request = filtered(agent.get("/v1/health/service/" + parameters.service()));
        parameters.tags().forEach(tag -> request.query("tag", tag));
        yield parameters.passingOnly() ? request.query("passing", "1") : request;
      }
      case "checks" ->
          filtered(
              agent.get(
                  parameters.service().isEmpty()
                      ? "/v1/health/state/"
                          + (parameters.state().isEmpty() ? "any" : parameters.state())
                      : "/v1/health/checks/" + parameters.service()));
      case "event" ->
          agent.get("/v1/event/list").queryUnlessEmpty("name", parameters.name()).without("stale");
      case "connect_roots" -> agent.get("/v1/agent/connect/ca/roots");
      case "connect_leaf" -> agent.get("/v1/agent/connect/ca/leaf/" + parameters.service());
      case "agent_service" -> agent.get("/v1/agent/service/" + parameters.service());
      default -> throw new IllegalStateException(type);
    };
  }

  private ApiRequest filtered(ApiRequest request) {
    return request.queryUnlessEmpty("filter", parameters.filter());
  }

  /// Blocks until there is something newer than `from`, for as long as the agent lets a query wait.
  Result next(ApiClient agent, Position from) throws ApiError {
    ApiRequest request = request(agent);
    if (!from.hash().isEmpty()) {
      request.query("hash", from.hash());
    } else if (!from.index().equals("0")) {
      request.query("index", from.index());
    }
    try (ApiResponse response = request.send()) {
      boolean absent = response.status() == 404 && type.startsWith("key");
      Json body = absent ? Json.Null.NULL : response.expectOk().json();
      Position to =
          new Position(
              Long.toUnsignedString(response.index()), response.header("X-Consul-ContentHash"));
      return new Result(shaped(body, from), to);
    }
  }

  private Json shaped(Json body, Position from) {
    return switch (type) {
      case "key" ->
          body.items().isEmpty() ? Json.Null.NULL : WatchShapes.pair(body.items().getFirst());
      case "keyprefix" -> body.isNull() ? body : each(body, WatchShapes::pair);
      case "service" -> each(body, WatchShapes::serviceEntry);
      case "checks" -> each(body, WatchShapes::check);
      case "event" -> new Json.Arr(eventsAfter(body.items(), from));
      default -> body;
    };
  }

  private static Json each(Json array, java.util.function.UnaryOperator<Json> shape) {
    return new Json.Arr(array.items().stream().map(shape).toList());
  }

  /// Events come as a list of the last ones, so those already seen are cut off; an event's index is made of its id.
  private static List<Json> eventsAfter(List<Json> events, Position from) {
    for (int i = 0; i < events.size(); i++) {
      if (eventIndex(events.get(i).text("ID")).equals(from.index())) {
        return new ArrayList<>(events.subList(i + 1, events.size()));
      }
    }
    return events;
  }

  private static String eventIndex(String id) {
    String digits = id.replace("-", "");
    if (digits.length() != 32 || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      return "";
    }
    long upper = Long.parseUnsignedLong(digits.substring(0, 16), 16);
    long lower = Long.parseUnsignedLong(digits.substring(16), 16);
    return Long.toUnsignedString(upper ^ lower);
  }
}
