// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.metrics;

import io.praetor.rpc.Method;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Counts what a server answers itself and times its writes, under Consul's names: `rpc.query`,
/// `kvs.apply`, `catalog.register`.
///
/// @param rpc what answers
/// @param nanos monotonic time
public record MeasuredRpc(Metrics metrics, Rpc rpc, LongSupplier nanos) implements Rpc {
  private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /// There are as many as methods.
  private static final ConcurrentHashMap<String, String> NAMES = new ConcurrentHashMap<>();

  @Override
  public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options)
      throws InterruptedException {
    metrics.counter("rpc.query", 1);
    if (options.requireConsistent()) {
      metrics.counter("rpc.consistentRead", 1);
    }
    return rpc.read(method, request, options);
  }

  @Override
  public <Q, R> @Nullable Reply<R> readAtOnce(
      Method.Read<Q, R> method, Q request, QueryOptions options) {
    Reply<R> reply = rpc.readAtOnce(method, request, options);
    if (reply != null) {
      metrics.counter("rpc.query", 1);
    }
    return reply;
  }

  @Override
  public <Q, R> @Nullable CompletableFuture<R> writeAtOnce(
      Method.Write<Q, R> method, Q request, WriteOptions options) {
    long begin = nanos.getAsLong();
    CompletableFuture<R> begun = rpc.writeAtOnce(method, request, options);
    return begun == null
        ? null
        : begun.thenApply(
            reply -> {
              took(method, begin);
              return reply;
            });
  }

  @Override
  public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException {
    long begin = nanos.getAsLong();
    R reply = rpc.write(method, request, options);
    took(method, begin);
    return reply;
  }

  @Override
  public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException {
    long begin = nanos.getAsLong();
    R reply = rpc.ask(method, request, options);
    if (method.load() == Method.Load.WRITE) {
      took(method, begin);
    }
    return reply;
  }

  private void took(Method<?, ?> method, long begin) {
    metrics.sample(nameOf(method), (nanos.getAsLong() - begin) / MILLI);
  }

  /// Consul names the time of a write after its method, but for the areas of two words.
  static String nameOf(Method<?, ?> method) {
    return NAMES.computeIfAbsent(method.name(), MeasuredRpc::nameOf);
  }

  private static String nameOf(String method) {
    return method
        .replace("PreparedQuery.", "prepared-query.")
        .replace("ConfigEntry.", "config_entry.")
        .replace("ConnectCA.", "connect_ca.")
        .replace("FederationState.", "federation_state.")
        .toLowerCase(Locale.ROOT);
  }
}
