// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.watches;

import io.praetor.http.agent.RefusedException;
import io.praetor.wire.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One entry of `watches`, read and checked with Consul's texts for what is wrong (observed on
/// 1.22.5).
///
/// @param token sent with each query; empty for the agent's own
record WatchDefinition(WatchQuery query, String token, WatchHandler handler) {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final Duration DEFAULT_HTTP_TIMEOUT = Duration.ofSeconds(10);

  /// Reads all entries.
  ///
  /// @throws RefusedException at the first that cannot be read
  static List<WatchDefinition> parse(List<Map<String, Object>> entries) {
    List<WatchDefinition> watches = new ArrayList<>();
    for (Map<String, Object> entry : entries) {
      watches.add(parse(new WatchParameters(entry)));
    }
    return watches;
  }

  private static WatchDefinition parse(WatchParameters parameters) {
    Object handlerType = parameters.peek("handler_type");
    if (handlerType == null) {
      parameters.put("handler_type", "script");
    } else if (!handlerType.equals("script") && !handlerType.equals("http")) {
      throw refused("Handler type '" + handlerType + "' not recognized");
    }
    Object wanted = parameters.peek("type");
    if ("connect_roots".equals(wanted) || "connect_leaf".equals(wanted)) {
      throw refused("Watch type " + wanted + " is not allowed in agent config");
    }
    String datacenter = parameters.text("datacenter");
    String token = parameters.text("token");
    String type = parameters.text("type");
    if (type.isEmpty()) {
      throw parameters.unreadable("Watch type must be specified");
    }
    WatchHandler http = null;
    if (parameters.text("handler_type").equals("http")) {
      http = http(parameters);
      parameters.take("http_handler_config");
    }
    WatchQuery query = WatchQuery.of(type, datacenter, parameters);
    Object handler = parameters.take("handler");
    Object args = parameters.take("args");
    parameters.end();
    return new WatchDefinition(query, token, handler(http, handler, args));
  }

  private static WatchHandler handler(
      @Nullable WatchHandler http, @Nullable Object handler, @Nullable Object args) {
    if (handler != null) {
      LOG.warn(
          "The 'handler' field in watches has been deprecated and replaced with the 'args' field."
              + " See https://developer.hashicorp.com/docs/agent/watches");
      if (!(handler instanceof String)) {
        throw refused("Watch handler must be a string");
      }
    }
    List<String> words = new ArrayList<>();
    for (Object word :
        args instanceof List<?> list ? list : args == null ? List.of() : List.of(args)) {
      if (!(word instanceof String text)) {
        throw refused("Watch args must be a list of strings");
      }
      words.add(text);
    }
    int handlers = (http == null ? 0 : 1) + (handler == null ? 0 : 1) + (args == null ? 0 : 1);
    if (handlers > 1) {
      throw refused("Only one watch handler allowed");
    }
    if (http != null) {
      return http;
    }
    if (handler instanceof String line) {
      return new WatchHandler.Program(List.of("/bin/sh", "-c", line));
    }
    if (words.isEmpty()) {
      throw refused("Must define a watch handler");
    }
    return new WatchHandler.Program(words);
  }

  private static WatchHandler http(WatchParameters parameters) {
    Object config = parameters.peek("http_handler_config");
    if (config == null) {
      throw parameters.unreadable("Handler type 'http' requires 'http_handler_config' to be set");
    }
    if (!(config instanceof Map<?, ?> map)) {
      throw httpFault(parameters, "'' expected a map or struct, got \"" + kind(config) + "\"");
    }
    if (!(map.get("path") instanceof String path) || path.isEmpty()) {
      throw httpFault(parameters, "Requires 'path' to be set");
    }
    Duration timeout = DEFAULT_HTTP_TIMEOUT;
    if (map.get("timeout") instanceof String text && !text.isEmpty()) {
      try {
        timeout = GoDuration.parse(text);
      } catch (GoDuration.InvalidDuration e) {
        throw httpFault(parameters, "Failed to parse timeout: " + e.getMessage());
      }
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    if (map.get("header") instanceof Map<?, ?> given) {
      given.forEach(
          (name, values) -> headers.put(String.valueOf(name), values(parameters, name, values)));
    }
    return new WatchHandler.Http(
        path,
        map.get("method") instanceof String method && !method.isEmpty() ? method : "POST",
        timeout,
        headers,
        Boolean.TRUE.equals(map.get("tls_skip_verify")));
  }

  /// A list of one comes as its only element.
  private static List<String> values(
      WatchParameters parameters, Object name, @Nullable Object values) {
    List<String> texts = new ArrayList<>();
    for (Object value :
        values instanceof List<?> list ? list : values == null ? List.of() : List.of(values)) {
      if (!(value instanceof String text)) {
        throw httpFault(parameters, "'header[" + name + "]' holds no texts");
      }
      texts.add(text);
    }
    return texts;
  }

  private static String kind(Object value) {
    return switch (value) {
      case String ignored -> "string";
      case Boolean ignored -> "bool";
      case Long ignored -> "int";
      case Double ignored -> "float64";
      default -> "slice";
    };
  }

  private static RefusedException httpFault(WatchParameters parameters, String why) {
    return parameters.unreadable("Failed to parse 'http_handler_config': " + why);
  }

  private static RefusedException refused(String why) {
    return new RefusedException(500, why);
  }
}
