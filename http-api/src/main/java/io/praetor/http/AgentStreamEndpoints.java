// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;

import io.praetor.http.Endpoint.Mark;
import io.praetor.http.agent.LogWatch;
import io.praetor.rpc.metrics.MetricsStore;
import io.praetor.rpc.metrics.MetricsSummary;
import io.praetor.wire.Bytes;
import io.praetor.wire.Json;
import io.praetor.wire.JsonEncoder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// The two answers that never end: the log, and the metrics of each interval.
final class AgentStreamEndpoints {
  /// Lines waiting for a slow client; what does not fit is counted and dropped, because logging
  /// must not wait for anyone.
  private static final int QUEUED_LINES = 512;

  private static final Set<String> LEVELS = Set.of("trace", "debug", "info", "warn", "error");
  private static final Duration METRICS_INTERVAL = Duration.ofSeconds(10);

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/agent/monitor")
              .marks(Mark.WAITS)
              .acl("agent:read")
              .params("loglevel", "logjson")
              .answers(AgentStreamEndpoints::monitor),
          get("/v1/agent/metrics/stream")
              .marks(Mark.WAITS)
              .acl("agent:read")
              .answers(AgentStreamEndpoints::metrics));

  private AgentStreamEndpoints() {}

  private static Answer monitor(Call call) {
    String asked = call.params().get("loglevel");
    String level = asked.isEmpty() ? "info" : asked.toLowerCase(Locale.ROOT);
    if (level.equals("err")) {
      level = "error";
    }
    if (!LEVELS.contains(level)) {
      throw ApiException.badRequest("Unknown log level: " + asked);
    }
    String known = level;
    boolean json = call.params().has("logjson");
    return new Answer.Streamed("", sink -> follow(call, known, json, sink));
  }

  private static void follow(Call call, String level, boolean json, Response.Sink sink)
      throws IOException, InterruptedException {
    BlockingQueue<String> lines = new ArrayBlockingQueue<>(QUEUED_LINES);
    AtomicInteger dropped = new AtomicInteger();
    LogWatch.Lines take =
        line -> {
          if (!lines.offer(line)) {
            dropped.incrementAndGet();
          }
        };
    Thread self = Thread.currentThread();
    try (LogWatch _ = call.agent().watchLog(level, json, take);
        var _ = call.request().cancellation().onCancel(self::interrupt)) {
      while (!call.request().cancellation().cancelled()) {
        send(sink, lines.take());
        int lost = dropped.getAndSet(0);
        if (lost > 0) {
          send(
              sink,
              "[WARN] agent: Dropped logs during monitor request: dropped_count=" + lost + "\n");
        }
      }
    }
  }

  private static Answer metrics(Call call) {
    return new Answer.Streamed("", sink -> metrics(call, sink));
  }

  private static void metrics(Call call, Response.Sink sink)
      throws IOException, InterruptedException {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    MetricsStore store = call.metrics();
    JsonEncoder.Style style =
        call.config().devMode() ? JsonEncoder.Style.PRETTY : JsonEncoder.Style.COMPACT;
    try (var _ = call.request().cancellation().onCancel(() -> gone.complete(null))) {
      long last = -1;
      while (!gone.isDone()) {
        long number = store.summaryNumber();
        if (number != last) {
          last = number;
          byte[] json = Json.write(MetricsSummary.CODEC, store.summary(), style);
          sink.write(json, 0, json.length);
          send(sink, "\n");
        }
        Wait.of(METRICS_INTERVAL).await(gone);
      }
    }
  }

  private static void send(Response.Sink sink, String text) throws IOException {
    byte[] bytes = Bytes.utf8(text).toArray();
    sink.write(bytes, 0, bytes.length);
  }
}
