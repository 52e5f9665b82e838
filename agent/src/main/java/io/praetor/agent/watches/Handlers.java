// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.watches;

import io.praetor.agent.checks.CheckKinds;
import io.praetor.agent.checks.CheckStatus;
import io.praetor.agent.checks.ProbeResult;
import io.praetor.agent.checks.ProbeSettings;
import io.praetor.catalog.CheckType;
import io.praetor.wire.GoQuote;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs programs and calls web servers with the answers of watches. A handler that fails is logged and
/// forgotten; it gets the next answer like any other.
final class Handlers implements WatchRun.Handling {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  /// So much of what a handler prints is logged.
  private static final int MAX_OUTPUT_BYTES = 4096;

  private final ProbeSettings probes;

  Handlers(ProbeSettings probes) {
    this.probes = probes;
  }

  @Override
  public void handle(WatchHandler handler, String index, String json) throws InterruptedException {
    switch (handler) {
      case WatchHandler.Program(List<String> args) -> run(args, index, json + "\n");
      case WatchHandler.Http http -> call(http, index, json + "\n");
    }
  }

  private void run(List<String> args, String index, String json) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(args).redirectErrorStream(true);
    builder.environment().put("CONSUL_INDEX", index);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      LOG.error("Failed to run watch handler: watch_handler={} error={}", args, quoted(e));
      return;
    }
    CompletableFuture<String> output = new CompletableFuture<>();
    probes.scheduler().after(0, () -> output.complete(drained(process.getInputStream())));
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(json.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        LOG.debug("watch handler did not read all of its input: watch_handler={}", args);
      }
      int status = process.waitFor();
      LOG.debug("watch handler output: watch_handler={} output={}", args, output.get());
      if (status != 0) {
        LOG.error(
            "Failed to run watch handler: watch_handler={} error=\"exit status {}\"", args, status);
      }
    } catch (ExecutionException e) {
      LOG.warn("output of a watch handler was lost: watch_handler={}", args, e);
    } finally {
      process.destroyForcibly();
    }
  }

  /// The beginning of what it prints; the rest is read and dropped, so that it is not held up.
  private static String drained(InputStream in) {
    try (in) {
      String start = new String(in.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8);
      in.transferTo(OutputStream.nullOutputStream());
      return start;
    } catch (IOException e) {
      return "(" + e.getMessage() + ")";
    }
  }

  private void call(WatchHandler.Http http, String index, String json) throws InterruptedException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of("application/json"));
    headers.put("X-Consul-Index", List.of(index));
    http.headers().forEach((name, values) -> headers.put(name, new ArrayList<>(values)));
    CheckType request =
        CheckType.builder()
            .http(http.url())
            .method(http.method())
            .header(headers)
            .body(json)
            .timeout(http.timeout())
            .tlsSkipVerify(http.skipVerify())
            .build();
    ProbeResult result =
        Objects.requireNonNull(CheckKinds.HTTP.probe(), "http").apply(request, probes).run();
    if (result.status() == CheckStatus.PASSING) {
      LOG.trace("http watch handler output: watch={} output={}", http.url(), result.output());
    } else {
      LOG.error(
          "Failed to invoke http watch handler: watch={} error={}",
          http.url(),
          GoQuote.quote(result.output()));
    }
  }

  private static String quoted(Exception e) {
    return GoQuote.quote(String.valueOf(e.getMessage()));
  }
}
