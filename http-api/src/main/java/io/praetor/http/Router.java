// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the route of a path by the rules of Go's `ServeMux`: a path is cleaned by redirect, a
/// prefix route without its slash redirects to itself, an exact route beats a prefix, a longer
/// prefix a shorter one, and an encoded slash is not a separator. Built once, then immutable.
final class Router {
  /// What a path leads to.
  sealed interface Match {
    /// @param rest what follows a prefix, decoded; empty for an exact route
    record Found(Route route, String rest) implements Match {}

    record Redirect(String location) implements Match {}

    record None() implements Match {}
  }

  private static final Match NONE = new Match.None();

  private final Map<String, Route> routes;

  private Router(Map<String, Route> routes) {
    this.routes = routes;
  }

  /// Takes the endpoints, or tells every fault of the list at once.
  static Router of(List<Endpoint> endpoints) {
    List<String> faults = new ArrayList<>();
    Map<String, List<Endpoint>> byPattern = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      endpoint.check(faults);
      List<Endpoint> siblings =
          byPattern.computeIfAbsent(endpoint.pattern(), pattern -> new ArrayList<>());
      for (Endpoint sibling : siblings) {
        if (sibling.method().equals(endpoint.method())) {
          faults.add(endpoint + ": registered twice");
        }
      }
      siblings.add(endpoint);
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          faults.size() + " faults in the endpoints:\n  " + String.join("\n  ", faults));
    }
    Map<String, Route> routes = new HashMap<>();
    byPattern.forEach(
        (pattern, siblings) -> routes.put(pattern, new Route(pattern, List.copyOf(siblings))));
    return new Router(Map.copyOf(routes));
  }

  Match match(String method, Target target) {
    String escaped = target.escapedPath();
    // CONNECT targets are taken as they are.
    String cleaned = method.equals("CONNECT") ? escaped : Target.clean(escaped);
    Route route = find(cleaned);
    if (!cleaned.endsWith("/") && (route == null || route.prefix())) {
      Route withSlash = routes.get(literal(cleaned) + "/");
      if (withSlash != null) {
        return redirect(Target.clean(target.path()) + "/", target.rawQuery());
      }
    }
    if (!cleaned.equals(escaped)) {
      return redirect(cleaned, target.rawQuery());
    }
    if (route == null) {
      return NONE;
    }
    return new Match.Found(
        route, route.prefix() ? target.path().substring(prefixLength(route, target)) : "");
  }

  /// The decoded prefix is as long as the pattern: its parts hold no encoded slash, or they would
  /// not have matched.
  private static int prefixLength(Route route, Target target) {
    return Math.min(route.pattern().length(), target.path().length());
  }

  private @Nullable Route find(String escapedPath) {
    String path = literal(escapedPath);
    Route exact = routes.get(path);
    if (exact != null) {
      return exact;
    }
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      Route prefix = routes.get(path.substring(0, slash + 1));
      if (prefix != null) {
        return prefix;
      }
    }
    return null;
  }

  /// The path with each part decoded and no way to take an encoded slash for a real one.
  private static String literal(String escapedPath) {
    if (escapedPath.indexOf('%') < 0) {
      return escapedPath;
    }
    StringBuilder out = new StringBuilder(escapedPath.length());
    for (String part : escapedPath.split("/", -1)) {
      String decoded = GoUrl.decodePath(part);
      out.append('/').append(decoded == null ? part : decoded.replace('/', '\0'));
    }
    return out.substring(1);
  }

  /// The location is a path that is encoded here, even where it was encoded before: that is what
  /// Go's router does with a path that it has cleaned.
  private static Match redirect(String path, String rawQuery) {
    String query = rawQuery.isEmpty() ? "" : "?" + rawQuery;
    return new Match.Redirect(GoUrl.encodePath(path) + query);
  }
}
