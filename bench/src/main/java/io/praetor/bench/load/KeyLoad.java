// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes many keys, quickly: by transactions as large as Consul takes them. A key is the prefix and
/// a number.
///
/// @param from the first number
/// @param to the one after the last
record KeyLoad(InetSocketAddress server, String prefix, int from, int to, int valueBytes) {
  private static final int MOST_OPERATIONS = 128;

  /// Half of what a request may hold; what is around a value and its Base64 needs the rest.
  private static final int MOST_BYTES = 256 << 10;

  private static final int CLIENTS = 8;
  private static final int MOST_REPEATS = 20;
  private static final int REPEAT_MILLIS = 200;

  void run() throws IOException, InterruptedException {
    String value =
        Base64.getEncoder().encodeToString("v".repeat(valueBytes).getBytes(StandardCharsets.UTF_8));
    int operations = Math.clamp(MOST_BYTES / Math.max(1, valueBytes), 1, MOST_OPERATIONS);
    AtomicInteger next = new AtomicInteger(from);
    List<Callable<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(
          () -> {
            try (Exchange exchange = new Exchange(server)) {
              for (int begin = next.getAndAdd(operations);
                  begin < to;
                  begin = next.getAndAdd(operations)) {
                write(exchange, begin, Math.min(to, begin + operations), value);
              }
            }
            return null;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(clients)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("the keys could not be written", e.getCause());
    }
  }

  private void write(Exchange exchange, int begin, int end, String value)
      throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder("[");
    for (int i = begin; i < end; i++) {
      body.append(i > begin ? "," : "")
          .append("{\"KV\":{\"Verb\":\"set\",\"Key\":\"")
          .append(prefix)
          .append(i)
          .append("\",\"Value\":\"")
          .append(value)
          .append("\"}}");
    }
    byte[] bytes = body.append(']').toString().getBytes(StandardCharsets.UTF_8);
    Exchange.Answer answer = exchange.send(Exchange.put("/v1/txn", bytes));
    // On a machine that is too busy a leader may change; to write the same once more does no harm.
    for (int i = 0; answer.status() == 500 && i < MOST_REPEATS; i++) {
      TimeUnit.MILLISECONDS.sleep(REPEAT_MILLIS);
      answer = exchange.send(Exchange.put("/v1/txn", bytes));
    }
    if (answer.status() != 200) {
      throw new IOException("a transaction was refused: " + answer.status() + " " + answer.text());
    }
  }
}
