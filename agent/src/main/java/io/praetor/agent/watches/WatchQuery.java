// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.watches;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What a watch asks the HTTP API, and the form in which its handlers get the answer, which is that of
/// Consul's Go client.
///
/// @param target path and query without the index
/// @param byHash whether the answer is of this agent alone, which has a hash in place of an index
/// @param shape turns the body of an answer into what handlers see
record WatchQuery(String type, String target, boolean byHash, UnaryOperator<String> shape) {
  static WatchQuery of(String type, String datacenter, WatchParameters p) {
    Target t = new Target(datacenter);
    return switch (type) {
      case "key" -> {
        t.path("/v1/kv/", needed(p, "key", "key")).flag("stale", p.truth("stale"));
        yield t.query(type, WatchShapes::firstPair);
      }
      case "keyprefix" -> {
        t.path("/v1/kv/", needed(p, "prefix", "prefix")).flag("stale", p.truth("stale"));
        yield t.add("recurse", "").query(type, WatchShapes::pairs);
      }
      case "services" -> {
        t.path("/v1/catalog/services", "").flag("stale", p.truth("stale"));
        yield t.add("filter", p.text("filter")).query(type, UnaryOperator.identity());
      }
      case "nodes" -> {
        t.path("/v1/catalog/nodes", "").flag("stale", p.truth("stale"));
        yield t.add("filter", p.text("filter")).query(type, UnaryOperator.identity());
      }
      case "service" -> {
        boolean stale = p.truth("stale");
        t.path("/v1/health/service/", needed(p, "service", "service")).flag("stale", stale);
        p.texts("tag").forEach(tag -> t.add("tag", tag));
        if (p.truth("passingonly")) {
          t.add("passing", "1");
        }
        yield t.add("filter", p.text("filter")).query(type, WatchShapes::serviceEntries);
      }
      case "checks" -> {
        boolean stale = p.truth("stale");
        String service = p.text("service");
        String state = p.text("state");
        if (!service.isEmpty() && !state.isEmpty()) {
          throw p.unreadable("Cannot specify service and state");
        }
        if (service.isEmpty()) {
          t.path("/v1/health/state/", state.isEmpty() ? "any" : state);
        } else {
          t.path("/v1/health/checks/", service);
        }
        yield t.flag("stale", stale)
            .add("filter", p.text("filter"))
            .query(type, WatchShapes::checks);
      }
      case "event" ->
          t.path("/v1/event/list", "")
              .add("name", p.text("name"))
              .query(type, UnaryOperator.identity());
      case "agent_service" -> {
        t.path("/v1/agent/service/", p.text("service_id"));
        yield new WatchQuery(type, t.text(), true, UnaryOperator.identity());
      }
      default -> throw p.unreadable("Unsupported watch type: " + type);
    };
  }

  private static String needed(WatchParameters p, String name, String what) {
    // Consul looks at `stale` first, but reports this first.
    String value = p.text(name);
    if (value.isEmpty()) {
      throw p.unreadable("Must specify a single " + what + " to watch");
    }
    return value;
  }

  private static final class Target {
    private String path = "";
    private final List<String> query = new ArrayList<>();

    Target(String datacenter) {
      add("dc", datacenter);
    }

    /// Keys keep their slashes.
    Target path(String start, String name) {
      String bare = name.startsWith("/") && start.equals("/v1/kv/") ? name.substring(1) : name;
      path = start + encoded(bare).replace("%2F", "/").replace("+", "%20");
      return this;
    }

    Target flag(String name, boolean on) {
      if (on) {
        query.add(name + "=");
      }
      return this;
    }

    Target add(String name, String value) {
      if (!value.isEmpty() || name.equals("recurse")) {
        query.add(name + "=" + encoded(value));
      }
      return this;
    }

    String text() {
      return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    WatchQuery query(String type, UnaryOperator<String> shape) {
      return new WatchQuery(type, text(), false, shape);
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }
}
