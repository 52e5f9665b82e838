// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.http.agent.AgentInfo;
import io.praetor.http.agent.LocalAgent;
import io.praetor.http.filter.Filter;
import io.praetor.http.filter.FilterException;
import io.praetor.http.filter.Schema;
import io.praetor.rpc.AgentCache;
import io.praetor.rpc.BoundedStaleness;
import io.praetor.rpc.Method;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.leaf.LeafCache;
import io.praetor.rpc.metrics.MetricsStore;
import io.praetor.wire.Codec;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request on its way through an endpoint: what it asks, and the header fields of its answer.
/// Used by the one thread that handles the request.
public final class Call {
  private static final Logger LOG = LoggerFactory.getLogger("agent.http");

  /// No JSON body of Consul's API comes near this size; KV, transactions and snapshots have limits
  /// of their own.
  static final int JSON_LIMIT_BYTES = 8 * 1024 * 1024;

  /// How long a write to the agent waits for the catalog to follow. Far more than a healthy cluster
  /// needs, and too little to be felt when there is no leader.
  private static final Duration SETTLE_TIME = Duration.ofMillis(100);

  private final Request request;
  private final Endpoint endpoint;
  private final Params params;
  private final String rest;
  private final HttpApiConfig config;
  private final Backend backend;
  private final Headers headers;
  private final @Nullable Executor loop;
  private QueryOptions options = QueryOptions.DEFAULT;

  /// @param loop the event loop that the call is made on and must not hold up, if it is
  Call(
      Request request,
      Endpoint endpoint,
      Params params,
      String rest,
      HttpApiConfig config,
      Backend backend,
      Headers headers,
      @Nullable Executor loop) {
    this.request = request;
    this.endpoint = endpoint;
    this.params = params;
    this.rest = rest;
    this.config = config;
    this.backend = backend;
    this.headers = headers;
    this.loop = loop;
  }

  /// Reads the parameters that come with every read, and refuses the Enterprise ones.
  void begin() {
    if (endpoint.reads()) {
      options = ReadOptions.parse(params, request.headers(), token(), config, discovery());
    }
    if (endpoint.scope() == Endpoint.Scope.NAMESPACE) {
      refuse("ns", "X-Consul-Namespace", "Namespaces");
    }
    if (endpoint.scope() != Endpoint.Scope.NONE) {
      refuse("partition", "X-Consul-Partition", "Partitions");
    }
  }

  private boolean discovery() {
    return endpoint.pattern().startsWith("/v1/catalog/")
        || endpoint.pattern().startsWith("/v1/health/");
  }

  private void refuse(String param, String header, String feature) {
    if (!params.get(param).isEmpty()) {
      throw ConsulError.enterpriseParameter(param, feature);
    }
    String value = request.header(header);
    if (value != null && !value.isEmpty()) {
      throw ConsulError.enterpriseHeader(header, feature);
    }
  }

  /// The event loop that the call is made on, or null on a thread of its own.
  @Nullable Executor loop() {
    return loop;
  }

  /// To be said by a [Endpoint.Mark#QUICK] endpoint before anything whose time grows with the state.
  void takesTime() {
    if (loop != null) {
      throw new WouldWait();
    }
  }

  Request request() {
    return request;
  }

  Params params() {
    return params;
  }

  /// What follows the route's prefix, decoded.
  String rest() {
    return rest;
  }

  /// The rest of the path.
  ///
  /// @throws ApiException 400 `Missing <what>` when there is none
  String required(String what) {
    if (rest.isEmpty()) {
      throw ConsulError.missing(what);
    }
    return rest;
  }

  HttpApiConfig config() {
    return config;
  }

  LocalAgent local() {
    return backend.local();
  }

  /// The empty answer to a change of the agent's services and checks, given once the catalog knows
  /// of it or a moment has passed: who registers and then asks the catalog finds what was
  /// registered. With Consul that depends on who is faster.
  Answer settled() throws InterruptedException {
    boolean told = Wait.of(SETTLE_TIME).await(local().settled());
    if (!told) {
      LOG.debug("the catalog is behind the agent, answering all the same: {}", endpoint.pattern());
    }
    return Answer.DONE;
  }

  AgentInfo agent() {
    return backend.agent();
  }

  LeafCache leaves() {
    return backend.leaves();
  }

  MetricsStore metrics() {
    return backend.metrics();
  }

  QueryOptions options() {
    return options;
  }

  void options(QueryOptions changed) {
    options = changed;
  }

  /// The header fields of the answer.
  Headers headers() {
    return headers;
  }

  /// The token the caller presented: parameter, header, bearer; empty for none.
  String presentedToken() {
    String token = params.get("token");
    if (!token.isEmpty()) {
      return token;
    }
    String header = request.header("X-Consul-Token");
    if (header != null && !header.isEmpty()) {
      return header;
    }
    String authorization = request.header("Authorization");
    if (authorization != null) {
      String[] parts = authorization.strip().split("\\s+", 2);
      if (parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).equals("bearer")) {
        return parts[1];
      }
    }
    return "";
  }

  /// The presented token, else the agent's default one; empty means the anonymous token.
  String token() {
    String presented = presentedToken();
    return presented.isEmpty() ? config.defaultToken() : presented;
  }

  WriteOptions writeOptions() {
    return new WriteOptions(token(), ReadOptions.datacenter(params, config));
  }

  /// Runs a read with the call's options and leaves it to the caller what to send about it.
  <Q, R> Reply<R> fetch(Method.Read<Q, R> method, Q argument) throws InterruptedException {
    if (loop != null) {
      Reply<R> reply = BoundedStaleness.readAtOnce(backend.rpc(), method, argument, options);
      if (reply == null) {
        throw new WouldWait();
      }
      return reply;
    }
    return BoundedStaleness.read(backend.rpc(), method, argument, options);
  }

  /// Runs a read with the call's options and sends its index and consistency.
  <Q, R> R read(Method.Read<Q, R> method, Q argument) throws InterruptedException {
    Reply<R> reply = fetch(method, argument);
    meta(reply.meta());
    return reply.value();
  }

  /// The same options, answered from the agent's cache.
  static QueryOptions cached(QueryOptions from) {
    return new QueryOptions(
        from.token(),
        from.datacenter(),
        from.minQueryIndex(),
        from.maxQueryTime(),
        from.allowStale(),
        from.requireConsistent(),
        from.maxStaleDuration(),
        true,
        from.maxAge(),
        from.mustRevalidate(),
        from.staleIfError(),
        from.filter());
  }

  /// As [#read], through the agent's cache when the caller asks for it.
  <Q, R> R readCached(Method.Read<Q, R> method, Q argument) throws InterruptedException {
    if (!options.useCache()) {
      return read(method, argument);
    }
    return sendCached(backend.cache().read(method, argument, options)).value();
  }

  /// Runs a read that no caller can wait on, through the agent's cache when the caller asks for it,
  /// and sends its index and consistency. What is cached grows old there until the caller finds it
  /// too old.
  <Q, R> Reply<R> fetchCached(Method.Read<Q, R> method, Q argument) throws InterruptedException {
    if (options.useCache()) {
      return sendCached(backend.cache().readOnce(method, argument, options));
    }
    Reply<R> reply = fetch(method, argument);
    meta(reply.meta());
    return reply;
  }

  private <R> Reply<R> sendCached(AgentCache.Cached<R> cached) {
    headers.set("X-Cache", cached.hit() ? "HIT" : "MISS");
    if (cached.hit()) {
      headers.set("Age", Long.toString(cached.age().toSeconds()));
    }
    meta(cached.reply().meta());
    return cached.reply();
  }

  <Q, R> R write(Method.Write<Q, R> method, Q argument) throws InterruptedException {
    return backend.rpc().write(method, argument, writeOptions());
  }

  /// A write whose result makes the answer.
  <Q, R> Answer write(Method.Write<Q, R> method, Q argument, Function<R, Answer> answer)
      throws InterruptedException {
    return write(method, argument, "", answer);
  }

  /// A write whose result makes the answer, and whose body may name the datacenter.
  <Q, R> Answer write(
      Method.Write<Q, R> method, Q argument, String datacenter, Function<R, Answer> answer)
      throws InterruptedException {
    WriteOptions given = writeOptions();
    WriteOptions options =
        datacenter.isEmpty() ? given : new WriteOptions(given.token(), datacenter);
    if (loop == null) {
      return answer.apply(backend.rpc().write(method, argument, options));
    }
    CompletableFuture<R> begun = backend.rpc().writeAtOnce(method, argument, options);
    if (begun == null) {
      throw new WouldWait();
    }
    return new Answer.Later(begun.thenApply(answer));
  }

  /// A write whose body may name the datacenter.
  <Q, R> R write(Method.Write<Q, R> method, Q argument, String datacenter)
      throws InterruptedException {
    WriteOptions of = writeOptions();
    return backend
        .rpc()
        .write(
            method, argument, datacenter.isEmpty() ? of : new WriteOptions(of.token(), datacenter));
  }

  /// Asks the own datacenter, whatever the caller's parameters say.
  <Q, R> R askHere(Method.Ask<Q, R> method, Q argument) throws InterruptedException {
    return backend.rpc().ask(method, argument, new WriteOptions(token(), config.datacenter()));
  }

  <Q, R> R ask(Method.Ask<Q, R> method, Q argument) throws InterruptedException {
    return backend.rpc().ask(method, argument, writeOptions());
  }

  /// Sends what a read says about itself.
  void meta(QueryMeta meta) {
    index(meta.index());
    contact(meta);
    headers.set("X-Consul-Query-Backend", "blocking-query");
    if (endpoint.has(Endpoint.Mark.CONSISTENCY)) {
      headers.set("X-Consul-Effective-Consistency", meta.consistencyLevel());
    }
    if (meta.resultsFilteredByAcls() && !presentedToken().isEmpty()) {
      headers.set("X-Consul-Results-Filtered-By-Acls", "true");
    }
  }

  /// The index is never 0: a client that blocked on 0 would spin.
  void index(long index) {
    headers.set("X-Consul-Index", Long.toUnsignedString(index == 0 ? 1 : index));
  }

  void contact(QueryMeta meta) {
    headers.set("X-Consul-Knownleader", Boolean.toString(meta.knownLeader()));
    headers.set("X-Consul-Lastcontact", Long.toString(meta.lastContact().toMillis()));
  }

  /// Takes back what a read said about itself, on the few routes whose 404 does not tell.
  void withoutMeta() {
    headers.remove("X-Consul-Index");
    headers.remove("X-Consul-Knownleader");
    headers.remove("X-Consul-Lastcontact");
    headers.remove("X-Consul-Query-Backend");
  }

  /// What Consul sends with an error of the servers on most reads.
  void metaOfError() {
    if (endpoint.has(Endpoint.Mark.META_ON_ERROR) && !headers.has("X-Consul-Index")) {
      headers.set("X-Consul-Index", "1");
      headers.set("X-Consul-Knownleader", "false");
      headers.set("X-Consul-Lastcontact", "0");
      headers.set("X-Consul-Query-Backend", "blocking-query");
    }
  }

  /// The filter of `?filter`.
  ///
  /// @throws ApiException 500 when it cannot be used
  <T> Filter<T> filter(Schema<T> schema) {
    try {
      return Filter.compile(params.get("filter"), schema);
    } catch (FilterException e) {
      throw new ApiException(500, ConsulError.FILTER_PREFIX + e.text());
    }
  }

  <T> List<T> filtered(List<T> values, Schema<T> schema) {
    return params.get("filter").isEmpty() ? values : filter(schema).apply(values);
  }

  /// The body as one JSON value, unknown fields refused.
  ///
  /// @throws ApiException 400 with the prefix and Go's text
  <T extends @Nullable Object> T body(Codec<T> codec, String prefix) throws IOException {
    return body(codec, prefix, Decoder.Unknown.REFUSE);
  }

  <T extends @Nullable Object> T body(Codec<T> codec, String prefix, Decoder.Unknown unknown)
      throws IOException {
    byte[] bytes;
    try {
      bytes = request.body().bytes(JSON_LIMIT_BYTES);
    } catch (Body.TooLarge e) {
      throw tooLarge();
    }
    return decode(bytes, codec, prefix, unknown);
  }

  /// As [#body], where a `Namespace` is told to be an Enterprise feature.
  <T extends @Nullable Object> T bodyWithoutNamespace(Codec<T> codec) throws IOException {
    byte[] bytes;
    try {
      bytes = request.body().bytes(JSON_LIMIT_BYTES);
    } catch (Body.TooLarge e) {
      throw tooLarge();
    }
    try {
      return Json.read(codec, bytes, Decoder.Unknown.REFUSE);
    } catch (DecodeException e) {
      String suffix = "Namespace".equals(e.unknownField()) ? ConsulError.NAMESPACE_SUFFIX : "";
      throw ApiException.badRequest(ConsulError.DECODE + e.getMessage() + suffix);
    }
  }

  private static ApiException tooLarge() {
    return new ApiException(
        413, "Request body too large. Max allowed is " + JSON_LIMIT_BYTES + " bytes.");
  }

  static <T extends @Nullable Object> T decode(
      byte[] bytes, Codec<T> codec, String prefix, Decoder.Unknown unknown) {
    try {
      return Json.read(codec, bytes, unknown);
    } catch (DecodeException e) {
      throw ApiException.badRequest(prefix + e.getMessage());
    }
  }
}
