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
import java.util.concurrent.atomic.AtomicInteger;

/// Writes many keys by transactions of as many operations as Consul takes.
record BigStateLoad(InetSocketAddress server, int keys, int valueBytes) {
  private static final int OPERATIONS = 128;
  private static final int CLIENTS = 8;

  static String key(int number) {
    return "big/%09d".formatted(number);
  }

  void run() throws IOException, InterruptedException {
    String value =
        Base64.getEncoder().encodeToString("v".repeat(valueBytes).getBytes(StandardCharsets.UTF_8));
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(
          () -> {
            try (Exchange exchange = new Exchange(server)) {
              for (int from = next.getAndAdd(OPERATIONS);
                  from < keys;
                  from = next.getAndAdd(OPERATIONS)) {
                write(exchange, from, Math.min(keys, from + OPERATIONS), value);
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

  private static void write(Exchange exchange, int from, int to, String value) throws IOException {
    StringBuilder body = new StringBuilder("[");
    for (int i = from; i < to; i++) {
      body.append(i > from ? "," : "")
          .append("{\"KV\":{\"Verb\":\"set\",\"Key\":\"")
          .append(key(i))
          .append("\",\"Value\":\"")
          .append(value)
          .append("\"}}");
    }
    byte[] bytes = body.append(']').toString().getBytes(StandardCharsets.UTF_8);
    Exchange.Answer answer = exchange.send(Exchange.put("/v1/txn", bytes));
    if (answer.status() != 200) {
      throw new IOException("a transaction was refused: " + answer.status() + " " + answer.text());
    }
  }
}
