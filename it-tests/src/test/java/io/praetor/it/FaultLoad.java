// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.raft.history.History;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Clients that write, compare-and-set and read a few keys without end, two at each server, and
/// hand all they do to a [History]. A call that fails, or gives no answer in time, has an unknown
/// outcome: a write may have taken place or may yet.
final class FaultLoad implements AutoCloseable {
  private static final int CLIENTS_PER_SERVER = 2;
  private static final int KEYS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long THINK_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long SULK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Pattern INDEX = Pattern.compile("\"ModifyIndex\": ?(\\d+)");
  private static final Pattern ONCE = Pattern.compile("\"([^\"]*/once/[^\"]*)\"");
  private static final Pattern VALUE = Pattern.compile("\"Value\": ?\"([^\"]*)\"");

  private record Answer(int status, String body) {}

  private final String name;
  private final List<URI> servers;
  private final History history = new History();
  private final AtomicLong values = new AtomicLong();
  private final Set<String> once = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<long[]> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicLong unknown = new AtomicLong();

  /// When the newest write that each server has answered began.
  private final AtomicLongArray written;

  private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopping;

  private FaultLoad(String name, List<URI> servers) {
    this.name = name;
    this.servers = servers;
    this.written = new AtomicLongArray(servers.size());
    for (int i = 0; i < servers.size(); i++) {
      written.set(i, System.nanoTime());
    }
  }

  /// Begins, and waits until each server has taken a write.
  ///
  /// @param name what its keys begin with and its report is called
  static FaultLoad on(FaultCluster cluster, String name) {
    FaultLoad load = new FaultLoad(name, cluster.addresses());
    for (int i = 0; i < load.servers.size() * CLIENTS_PER_SERVER; i++) {
      int number = i;
      load.clients.execute(() -> load.go(number));
    }
    load.awaitEveryone();
    return load;
  }

  private void go(int number) {
    int server = number % servers.size();
    Random random = new Random(number);
    try {
      for (int count = 0; !stopping; count++) {
        String key = "k" + random.nextInt(KEYS);
        boolean known =
            switch (random.nextInt(6)) {
              case 0 -> write(server, key);
              case 1 -> compareAndSet(server, key);
              case 2 -> writeOnce(server, name + "/once/" + number + "/" + count);
              case 3, 4 -> read(server, key, "consistent");
              default -> read(server, key, "");
            };
        LockSupport.parkNanos(known ? THINK_NANOS : SULK_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      broken.compareAndSet(null, e);
    }
  }

  private boolean write(int server, String key) throws InterruptedException {
    String text = "v" + values.incrementAndGet();
    History.Operation write = history.invokeWrite(key, text);
    return written(server, write, transaction(key, text, "\"Verb\":\"set\""));
  }

  /// Reads first, at the same server and perhaps an old value, for something to compare with.
  private boolean compareAndSet(int server, String key) throws InterruptedException {
    Answer now = call(server, "GET", "/v1/kv/" + name + "/" + key + "?stale", "");
    if (now == null || (now.status != 200 && now.status != 404)) {
      return false;
    }
    long expected = now.status == 404 ? 0 : index(now.body);
    String text = "v" + values.incrementAndGet();
    History.Operation write = history.invokeCompareAndSet(key, text, expected);
    String verb = "\"Verb\":\"cas\",\"Index\":" + expected;
    return written(server, write, transaction(key, text, verb));
  }

  private boolean written(int server, History.Operation write, String body)
      throws InterruptedException {
    long began = System.nanoTime();
    Answer answer = call(server, "PUT", "/v1/txn", body);
    if (answer != null && answer.status == 200) {
      history.writeDone(write, index(answer.body));
      accepted(server, began);
      return true;
    }
    if (answer != null && answer.status == 409 && answer.body.contains("index is stale")) {
      history.refused(write);
      return true;
    }
    unknown.incrementAndGet();
    return false;
  }

  private String transaction(String key, String text, String verb) {
    String value = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return "[{\"KV\":{%s,\"Key\":\"%s/%s\",\"Value\":\"%s\"}}]".formatted(verb, name, key, value);
  }

  /// Keys of their own, so that one that is lost is missed even if nobody else came near it.
  private boolean writeOnce(int server, String key) throws InterruptedException {
    long began = System.nanoTime();
    Answer answer = call(server, "PUT", "/v1/kv/" + key, "x");
    boolean done = answer != null && answer.status == 200 && answer.body.strip().equals("true");
    if (done) {
      once.add(key);
      accepted(server, began);
    } else {
      unknown.incrementAndGet();
    }
    return done;
  }

  private void accepted(int server, long began) {
    accepted.add(new long[] {began, System.nanoTime()});
    written.accumulateAndGet(server, began, (one, other) -> one - other > 0 ? one : other);
  }

  private boolean read(int server, String key, String mode) throws InterruptedException {
    History.Operation read = history.invokeRead(key);
    return seen(read, call(server, "GET", "/v1/kv/" + name + "/" + key + "?" + mode, ""));
  }

  private boolean seen(History.Operation read, @Nullable Answer answer) {
    if (answer != null && answer.status == 200) {
      Matcher value = VALUE.matcher(answer.body);
      if (!value.find()) {
        throw new AssertionError("no value in " + answer.body);
      }
      byte[] text = Base64.getDecoder().decode(value.group(1));
      history.readDone(read, new String(text, StandardCharsets.UTF_8), index(answer.body));
      return true;
    }
    if (answer != null && answer.status == 404) {
      history.readDone(read, null, 0);
      return true;
    }
    return false;
  }

  private static long index(String body) {
    Matcher index = INDEX.matcher(body);
    if (!index.find()) {
      throw new AssertionError("no index in " + body);
    }
    return Long.parseLong(index.group(1));
  }

  private @Nullable Answer call(int server, String method, String path, String body)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(servers.get(server).resolve(path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException failed) {
      return null;
    }
  }

  /// Sends many reads that lie there when a stopped server goes on; it must not answer them by what
  /// it knew before. Call the result when it may be awaited; it tells how many got a value.
  Probes probe(int server) {
    Probes probes = new Probes();
    for (int i = 0; i < 24; i++) {
      String key = "k" + i % KEYS;
      String mode = i % 3 == 0 ? "consistent" : "";
      clients.execute(() -> probes.run(server, key, mode));
      probes.sent++;
    }
    return probes;
  }

  final class Probes {
    private final ConcurrentLinkedQueue<Boolean> ended = new ConcurrentLinkedQueue<>();
    private int sent;

    private void run(int server, String key, String mode) {
      try {
        ended.add(read(server, key, mode));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException | Error e) {
        broken.compareAndSet(null, e);
        ended.add(false);
      }
    }

    int await() {
      FaultLoad.await("the probes", () -> ended.size() == sent);
      check();
      return (int) ended.stream().filter(got -> got).count();
    }
  }

  /// Waits until each server has answered a write that began after this call.
  void awaitEveryone() {
    long from = System.nanoTime();
    for (int i = 0; i < servers.size(); i++) {
      int server = i;
      await("a write through " + servers.get(i), () -> isNewer(server, from));
    }
  }

  private boolean isNewer(int server, long from) {
    check();
    return written.get(server) - from > 0;
  }

  /// Waits until some server has taken a write that began after `fault`, and tells how long after
  /// it that was.
  Duration awaitAcceptedAfter(long fault) {
    await("a write after the fault", () -> !acceptedAfter(fault).isEmpty());
    return Duration.ofNanos(
        acceptedAfter(fault).stream().mapToLong(one -> one[1] - fault).min().orElseThrow());
  }

  private List<long[]> acceptedAfter(long fault) {
    check();
    return accepted.stream().filter(one -> one[0] - fault > 0).toList();
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(String what, Condition condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void check() {
    Throwable why = broken.get();
    if (why != null) {
      throw new AssertionError(why.getMessage(), why);
    }
  }

  /// Stops, and looks with every server whether all that was acknowledged is there.
  void finish(String faults) throws InterruptedException {
    awaitEveryone();
    stopping = true;
    clients.close();
    check();
    for (int server = 0; server < servers.size(); server++) {
      for (int key = 0; key < KEYS; key++) {
        if (!read(server, "k" + key, "consistent")) {
          throw new AssertionError("no consistent read at the end from " + servers.get(server));
        }
      }
      Answer keys = call(server, "GET", "/v1/kv/" + name + "/once/?keys&consistent", "");
      if (keys == null) {
        throw new AssertionError("no list of keys at the end from " + servers.get(server));
      }
      Set<String> there =
          ONCE.matcher(keys.body)
              .results()
              .map(key -> key.group(1))
              .collect(Collectors.toCollection(HashSet::new));
      List<String> lost = new ArrayList<>(once);
      lost.removeAll(there);
      assertEquals(List.of(), lost, "lost, according to " + servers.get(server));
    }
    System.out.printf(
        "%s, %s: %d writes acknowledged, %d compare-and-sets refused, %d with unknown outcome; %d reads; all linearizable, none lost%n",
        name,
        faults,
        history.acknowledged() + once.size(),
        history.refusals(),
        unknown.get(),
        history.reads());
  }

  @Override
  public void close() {
    stopping = true;
    clients.shutdownNow();
    client.shutdownNow();
  }
}
