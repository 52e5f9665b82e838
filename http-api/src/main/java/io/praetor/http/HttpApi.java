// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.http.agent.AgentInfo;
import io.praetor.http.agent.LocalAgent;
import io.praetor.http.agent.RefusedException;
import io.praetor.rpc.AgentCache;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.NothingDoneException;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.leaf.LeafCache;
import io.praetor.rpc.metrics.Label;
import io.praetor.rpc.metrics.MetricsStore;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.GoRegex;
import io.praetor.wire.JsonEncoder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole HTTP API without a socket: a request goes in, an answer comes out. The order of checks
/// is Consul's: printable path, route, query string, blocked prefixes, OPTIONS, method, source of
/// writes, parameters, handler. Safe for any number of threads; each call belongs to its own.
public final class HttpApi implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger("agent.http");

  private final Router router;
  private final Backend backend;
  private volatile HttpApiConfig config;

  private HttpApi(Router router, Backend backend, HttpApiConfig config) {
    this.router = router;
    this.backend = backend;
    this.config = config;
  }

  /// The API of an agent. Give it to `io.praetor.http.server.HttpServer`.
  ///
  /// @param rpc the way to the servers
  /// @param cache the agent's cache before them
  /// @param leaves the certificates that were asked for at this agent
  /// @param local services and checks of this agent
  /// @param agent the agent itself
  /// @param metrics where requests are counted and `/v1/agent/metrics` looks
  public static HttpApi create(
      HttpApiConfig config,
      Rpc rpc,
      AgentCache cache,
      LeafCache leaves,
      LocalAgent local,
      AgentInfo agent,
      MetricsStore metrics) {
    return new HttpApi(
        Router.of(AllEndpoints.LIST),
        new Backend(rpc, cache, leaves, local, agent, metrics),
        config);
  }

  /// Puts a new configuration in place for the requests that come from now on.
  public void reload(HttpApiConfig changed) {
    config = changed;
  }

  @Override
  public Response handle(Request request) {
    return handle(request, null);
  }

  @Override
  public @Nullable Response handleAtOnce(Request request, Executor loop) {
    try {
      return handle(request, loop);
    } catch (WouldWait e) {
      return null;
    }
  }

  private Response handle(Request request, @Nullable Executor loop) {
    HttpApiConfig current = config;
    if (request.target().equals("*")) {
      return Response.empty(200);
    }
    Target target = Target.parse(request.target());
    if (target == null) {
      return Response.text(400, "400 Bad Request");
    }
    if (!current.disableUnprintableCharFilter() && target.unprintable()) {
      return Response.empty(400);
    }
    long start = System.nanoTime();
    return answer(request, target, current, loop)
        .then(
            response -> {
              RequestLog.finished(request, System.nanoTime() - start);
              current.responseHeaders().forEach(response.headers()::set);
              return response;
            });
  }

  private Response answer(
      Request request, Target target, HttpApiConfig current, @Nullable Executor loop) {
    Response outside = OutsideApi.answer(request, target, current, backend.agent());
    if (outside != null) {
      return outside;
    }
    return switch (router.match(request.method(), target)) {
      case Router.Match.Found(Route route, String rest) ->
          route(request, target, route, rest, current, loop);
      case Router.Match.Redirect(String location) ->
          OutsideApi.redirect(request.method(), 307, "Temporary Redirect", location);
      case Router.Match.None none -> OutsideApi.unknown(target);
    };
  }

  private Response route(
      Request request,
      Target target,
      Route route,
      String rest,
      HttpApiConfig current,
      @Nullable Executor loop) {
    Headers headers = new Headers();
    headers.add("Vary", "Accept-Encoding");
    headers.add("X-Consul-Default-Acl-Policy", current.aclDefaultAllow() ? "allow" : "deny");
    if (current.translateWanAddrs()) {
      headers.add("X-Consul-Translate-Addresses", "true");
    }
    Params params = Params.parse(target.rawQuery());
    if (params == null) {
      return new Response(500, headers.set("Content-Type", Response.TEXT), Response.Bytes.EMPTY);
    }
    long start = System.nanoTime();
    return checked(request, target, route, rest, params, headers, current, loop)
        .then(
            response -> {
              count(request, route, System.nanoTime() - start);
              return Compression.apply(request, response);
            });
  }

  private void count(Request request, Route route, long nanos) {
    backend
        .metrics()
        .sample(
            "api.http",
            nanos / 1e6,
            new Label("method", request.method()),
            new Label("path", metricPath(route)));
  }

  /// Names are left out of the label, or there would be a metric for each key.
  private static String metricPath(Route route) {
    String path = route.pattern().substring(1).replace('/', '.');
    return route.prefix() ? path + "_" : path;
  }

  private Response checked(
      Request request,
      Target target,
      Route route,
      String rest,
      Params params,
      Headers headers,
      HttpApiConfig current,
      @Nullable Executor loop) {
    for (String blocked : current.blockEndpoints()) {
      if (target.path().startsWith(blocked)) {
        return error(headers, 403, ConsulError.BLOCKED);
      }
    }
    if (request.method().equals("OPTIONS")) {
      return options(route, rest, headers, current, params);
    }
    Endpoint endpoint = route.endpoint(request.method());
    if (endpoint == null || !allowed(route, rest).contains(request.method())) {
      headers.set("Allow", (route.ownMethods() ? "" : "OPTIONS,") + allowed(route, rest));
      return error(headers, 405, ConsulError.notAllowed(request.method()).text());
    }
    if (!request.method().equals("GET") && !mayWrite(request, current)) {
      return error(headers, 403, ConsulError.WRITE_RESTRICTED);
    }
    if (loop != null && !endpoint.has(Endpoint.Mark.QUICK)) {
      throw new WouldWait();
    }
    Call call = new Call(request, endpoint, params, rest, current, backend, headers, loop);
    return loop != null ? attempt(call, endpoint, current) : run(call, endpoint, current);
  }

  private static Response options(
      Route route, String rest, Headers headers, HttpApiConfig current, Params params) {
    headers.set("Allow", "OPTIONS," + allowed(route, rest));
    if (route.ownMethods()) {
      Answer empty = Answer.json(EmptyObject.CODEC, EmptyObject.INSTANCE);
      return respond(empty, headers, current, params);
    }
    return respond(Answer.DONE, headers, current, params);
  }

  private static String allowed(Route route, String rest) {
    return route.ownMethods() && (rest.endsWith("/execute") || rest.endsWith("/explain"))
        ? "GET"
        : route.allowed();
  }

  private static boolean mayWrite(Request request, HttpApiConfig current) {
    var client = request.client();
    // A unix socket is guarded by its file mode.
    return current.allowWriteFrom().isEmpty()
        || client == null
        || current.allowWriteFrom().stream().anyMatch(network -> network.contains(client));
  }

  private static Response run(Call call, Endpoint endpoint, HttpApiConfig current) {
    Cancellation.Registration registration =
        endpoint.interruptible()
            ? call.request().cancellation().onCancel(Thread.currentThread()::interrupt)
            : () -> {};
    try {
      return attempt(call, endpoint, current);
    } finally {
      registration.close();
      // A client that left too late to stop the handler must not stop what comes after it.
      Thread.interrupted();
    }
  }

  private static Response attempt(Call call, Endpoint endpoint, HttpApiConfig current) {
    try {
      if (endpoint.has(Endpoint.Mark.ACL_ONLY) && !current.aclEnabled()) {
        throw new ApiException(401, ConsulError.ACL_DISABLED);
      }
      call.begin();
      Answer answer = endpoint.handler().handle(call);
      Executor loop = call.loop();
      return answer instanceof Answer.Later(CompletableFuture<Answer> later) && loop != null
          ? Response.later(
              later.handleAsync((known, failure) -> ended(call, current, known, failure), loop))
          : respond(answer, call.headers(), current, call.params());
    } catch (WouldWait e) {
      throw e;
    } catch (InterruptedException | IOException | RuntimeException e) {
      return failed(call, e);
    }
  }

  private static Response ended(
      Call call, HttpApiConfig current, @Nullable Answer known, @Nullable Throwable failure) {
    if (known != null) {
      return respond(known, call.headers(), current, call.params());
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof NothingDoneException again) {
      throw again;
    }
    return failed(call, cause instanceof Exception e ? e : new IllegalStateException(cause));
  }

  private static Response failed(Call call, Exception failure) {
    return switch (failure) {
      case ApiException e -> {
        if (e.status() >= 500) {
          call.metaOfError();
        }
        yield refused(call, e.status(), e.text());
      }
      case RefusedException e -> refused(call, e.status(), e.text());
      case ConsulException e -> {
        call.metaOfError();
        yield refused(call, e.status(), e.text());
      }
      // The client has gone, or the agent stops; the answer only tells a client that still listens.
      case InterruptedException e -> error(call.headers(), 503, "request interrupted");
      case IOException e -> refused(call, 500, String.valueOf(e.getMessage()));
      case GoRegex.TooCostly e -> refused(call, 500, String.valueOf(e.getMessage()));
      default -> {
        LOG.error("Request handler failed: request={}", call.request(), failure);
        yield error(call.headers(), 500, "internal error: " + failure.getClass().getSimpleName());
      }
    };
  }

  private static Response refused(Call call, int status, String text) {
    RequestLog.refused(call.request(), text);
    return error(call.headers(), status, text);
  }

  private static Response error(Headers headers, int status, String text) {
    return respond(status, headers.set("Content-Type", Response.TEXT), Bytes.utf8(text).shared());
  }

  private static Response respond(int status, Headers headers, byte[] body) {
    return new Response(status, headers, Response.Bytes.of(body));
  }

  private static Response respond(
      Answer answer, Headers headers, HttpApiConfig current, Params params) {
    return switch (answer) {
      case Answer.Json<?> json -> {
        if (!headers.has("Content-Type")) {
          headers.set("Content-Type", "application/json");
        }
        yield respond(
            json.status(), headers, encode(json, current.devMode(), params.has("pretty")));
      }
      case Answer.Later later -> throw new IllegalStateException("not known yet");
      case Answer.Done done ->
          respond(200, headers.set("Content-Type", "application/json; charset=utf-8"), new byte[0]);
      case Answer.Nothing(int status) -> respond(status, headers, new byte[0]);
      case Answer.Text(int status, String text) ->
          respond(status, headers.set("Content-Type", Response.TEXT), Bytes.utf8(text).shared());
      case Answer.Raw(int status, String contentType, byte[] body) ->
          respond(status, headers.set("Content-Type", contentType), body);
      case Answer.Streamed(String contentType, Response.Writer writer) -> {
        if (!contentType.isEmpty()) {
          headers.set("Content-Type", contentType);
        }
        yield new Response(200, headers, new Response.Stream(writer));
      }
    };
  }

  private static <T extends @Nullable Object> byte[] encode(
      Answer.Json<T> json, boolean devMode, boolean pretty) {
    JsonEncoder out =
        new JsonEncoder(devMode || pretty ? JsonEncoder.Style.PRETTY : JsonEncoder.Style.COMPACT);
    Codec<T> codec = json.codec();
    codec.write(out, json.value());
    byte[] body = out.toByteArray();
    if (!pretty) {
      return body;
    }
    byte[] withNewline = java.util.Arrays.copyOf(body, body.length + 1);
    withNewline[body.length] = '\n';
    return withNewline;
  }

  /// Every endpoint, a line each, sorted by nothing: the order is that of registration.
  public static List<String> describeEndpoints() {
    return AllEndpoints.LIST.stream().map(Endpoint::describe).toList();
  }

  @Override
  public String toString() {
    return "HttpApi[" + config.nodeName().toLowerCase(Locale.ROOT) + "]";
  }
}
