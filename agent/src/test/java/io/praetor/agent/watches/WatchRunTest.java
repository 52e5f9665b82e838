// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.watches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.agent.checks.ProbeSettings;
import io.praetor.agent.checks.ThreadScheduler;
import io.praetor.http.Request;
import io.praetor.http.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Watches against an API of the test's own.
@Timeout(60)
class WatchRunTest {
  /// What the handler was given: index and JSON.
  private final List<String> handled = new ArrayList<>();

  private final List<String> asked = new ArrayList<>();

  private static Response answer(String index, String body) {
    Response response = Response.text(200, body);
    response.headers().set("X-Consul-Index", index);
    return response;
  }

  /// Plays the answers to a watch, which ends with the last.
  private void play(Map<String, Object> entry, Response... answers) {
    ArrayDeque<Response> left = new ArrayDeque<>(List.of(answers));
    WatchRun[] run = new WatchRun[1];
    run[0] =
        new WatchRun(
            WatchDefinition.parse(List.of(entry)).getFirst(),
            request -> {
              asked.add(request.target());
              Response next = left.poll();
              if (next == null) {
                run[0].stop();
                return Response.text(500, "over");
              }
              return next;
            },
            (handler, index, json) -> handled.add(index + " " + json));
    run[0].run();
  }

  private static Map<String, Object> watch(String type, String name, String value) {
    return Map.of("type", type, name, value, "args", "x");
  }

  @Test
  void asksFromWhereItStands() {
    play(
        watch("key", "key", "a"),
        answer("5", "[{\"Key\":\"a\",\"ModifyIndex\":5,\"Value\":\"eA==\"}]"),
        answer("5", "[]"),
        answer("9", "[\n  {\n    \"Key\": \"a b\"\n  }\n]"),
        answer("3", "[]"));
    assertEquals(
        List.of("/v1/kv/a", "/v1/kv/a?index=5", "/v1/kv/a", "/v1/kv/a?index=9", "/v1/kv/a"), asked);
    assertEquals(
        List.of(
            "5 {\"Key\":\"a\",\"CreateIndex\":0,\"ModifyIndex\":5,\"LockIndex\":0,\"Flags\":0,"
                + "\"Value\":\"eA==\",\"Session\":\"\"}",
            "9 {\"Key\":\"a b\",\"CreateIndex\":0,\"ModifyIndex\":0,\"LockIndex\":0,\"Flags\":0,"
                + "\"Value\":null,\"Session\":\"\"}",
            "3 null"),
        handled);
  }

  @Test
  void aKeyThatIsNotThereIsNull() {
    Response absent = Response.empty(404);
    absent.headers().set("X-Consul-Index", "7");
    play(watch("key", "key", "a"), absent);
    assertEquals(List.of("7 null"), handled);
  }

  @Test
  void eventsThatWereSeenAreCutOff() {
    String first = "{\"ID\":\"00000000-0000-0001-0000-000000000002\",\"Name\":\"a\"}";
    String second = "{\"ID\":\"ffffffff-ffff-fff0-0000-000000000000\",\"Name\":\"b\"}";
    play(
        watch("event", "name", "a"),
        answer("3", "[" + first + "]"),
        answer("18446744073709551600", "[" + first + "," + second + "]"));
    assertEquals(List.of("3 [" + first + "]", "18446744073709551600 [" + second + "]"), handled);
  }

  @Test
  void stoppingEndsAWaitForTheNextTry() {
    CountDownLatch refused = new CountDownLatch(1);
    WatchRun run =
        new WatchRun(
            WatchDefinition.parse(List.of(watch("nodes", "filter", "x"))).getFirst(),
            request -> {
              refused.countDown();
              return Response.text(500, "No cluster leader");
            },
            (handler, index, json) -> handled.add(json));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.execute(run);
      assertTrue(awaited(refused));
      run.stop();
    }
    assertEquals(List.of(), handled);
  }

  @Test
  void aReplacedWatchIsCancelledAndTheNewOneStarts() throws Exception {
    LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        Watches watches =
            new Watches(
                request -> {
                  requests.add(request);
                  CountDownLatch gone = new CountDownLatch(1);
                  try (var registration = request.cancellation().onCancel(gone::countDown)) {
                    return awaited(gone) ? Response.empty(503) : Response.empty(500);
                  }
                },
                executor,
                (WatchRun.Handling) (handler, index, json) -> handled.add(json))) {
      watches.replace(List.of(watch("key", "key", "one")));
      Request one = requests.poll(30, TimeUnit.SECONDS);
      assertNotNull(one);
      watches.replace(List.of(watch("key", "key", "two")));
      assertTrue(one.cancellation().cancelled());
      Request two = requests.poll(30, TimeUnit.SECONDS);
      assertNotNull(two);
      assertEquals("/v1/kv/two", two.target());
      watches.replace(List.of());
      assertTrue(two.cancellation().cancelled());
      assertNull(requests.poll());
    }
  }

  @Test
  void aProgramGetsTheAnswerAndTheIndex(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("out");
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        var timer = Executors.newScheduledThreadPool(1)) {
      ProbeSettings probes =
          new ProbeSettings(new ThreadScheduler(timer, workers), 4096, "unix:///none");
      Handlers handlers = new Handlers(probes);
      handlers.handle(
          new WatchHandler.Program(
              List.of("/bin/sh", "-c", "{ echo $CONSUL_INDEX; cat; } > " + out + "; exit 3")),
          "12",
          "{\"a\":1}");
      assertEquals("12\n{\"a\":1}\n", Files.readString(out));
      // Neither of these is more than a line in the log.
      handlers.handle(new WatchHandler.Program(List.of("/does/not/exist")), "1", "null");
      handlers.handle(new WatchHandler.Program(List.of("true")), "1", "x".repeat(1 << 20));
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
