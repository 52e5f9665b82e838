// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import static io.praetor.rpc.subscribe.SubscribeVectors.check;
import static io.praetor.rpc.subscribe.SubscribeVectors.commit;
import static io.praetor.rpc.subscribe.SubscribeVectors.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.catalog.CatalogCommands;
import io.praetor.catalog.ConnectProxyConfig;
import io.praetor.catalog.DeregisterRequest;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.ServicePort;
import io.praetor.rpc.StateTables;
import io.praetor.rpc.grpc.GrpcException;
import io.praetor.store.Store;
import io.praetor.wire.ProtoReader;
import io.praetor.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTest {
  private static final RegisterRequest N2 =
      RegisterRequest.builder().node("n2").address("1.1.1.1").datacenter("dc1").build();

  /// What a subscriber sees, in short: `24 +p1/web1` for an instance that came or changed, `-` for
  /// one that went, `end` and `new` for the marks; several in one message stand in brackets.
  private static String read(byte[] event) {
    ProtoReader in = new ProtoReader(event);
    String text = "";
    while (in.next()) {
      text +=
          switch (in.field()) {
            case 1 -> in.integer() + " ";
            case 2 -> "end";
            case 3 -> "new";
            case 4 -> batch(in.message());
            case 10 -> update(in.message(), SubscriptionTest::instance);
            case 12 -> update(in.message(), null);
            default -> throw new AssertionError(in.field());
          };
    }
    return text;
  }

  private static String batch(ProtoReader in) {
    List<String> events = new ArrayList<>();
    while (in.next()) {
      assertEquals(1, in.field());
      ProtoReader event = in.message();
      StringBuilder text = new StringBuilder();
      while (event.next()) {
        if (event.field() == 10) {
          text.append(update(event.message(), SubscriptionTest::instance));
        } else if (event.field() == 12) {
          text.append(update(event.message(), null));
        }
      }
      events.add(text.toString());
    }
    return events.toString();
  }

  private static String update(
      ProtoReader in,
      java.util.function.@org.jspecify.annotations.Nullable Function<ProtoReader, String> item) {
    String sign = "+";
    String name = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> sign = "-";
        case 2 -> name = item == null ? in.string() : item.apply(in.message());
        default -> {
          // Of no interest here.
        }
      }
    }
    return sign + name;
  }

  private static String instance(ProtoReader in) {
    String node = "";
    String id = "";
    while (in.next()) {
      if (in.field() == 1) {
        node = second(in.message());
      } else if (in.field() == 2) {
        id = second(in.message());
      }
    }
    return node + "/" + id;
  }

  private static String second(ProtoReader in) {
    while (in.next()) {
      if (in.field() == 2) {
        return in.string();
      }
    }
    return "";
  }

  private static List<String> read(Iterable<byte[]> events) {
    List<String> read = new ArrayList<>();
    events.forEach(event -> read.add(read(event)));
    return read;
  }

  private static <T> Subscription<T> following(Store store, Feed<T> feed) {
    return new Subscription<>(new SharedFeed<>(feed), store.snapshot());
  }

  private static List<String> begin(Subscription<?> subscription, long resumeFrom) {
    List<String> read = new ArrayList<>();
    subscription.begin(resumeFrom).forEach(part -> read.addAll(read(part)));
    return read;
  }

  private static List<String> advance(Subscription<?> subscription, Store store) {
    return read(subscription.advance(store.snapshot()));
  }

  private static void deregister(Store store, long index, String node, String serviceId) {
    DeregisterRequest request = new DeregisterRequest("dc1", node, serviceId, "", "", "");
    commit(store, index, txn -> CatalogCommands.deregister(txn, request));
  }

  @Test
  void tellsWhatComesChangesAndGoes() {
    Store store = SubscribeVectors.state();
    var web = following(store, new HealthFeed("web", "", false));
    assertEquals(List.of("24 +p1/web1", "24 end"), begin(web, 0));

    commit(store, 25, N2.toBuilder().service(service("w2", "web", 81)).build());
    assertEquals(List.of("25 +n2/w2"), advance(web, store));

    commit(store, 26, N2.toBuilder().service(service("w2", "web", 81)).build());
    assertEquals(List.of(), advance(web, store), "the same again");

    commit(store, 27, N2.toBuilder().service(service("other", "other", 81)).build());
    assertEquals(List.of(), advance(web, store), "another service");

    commit(store, 28, N2.toBuilder().check(check("nc", "nc").node("n2").build()).build());
    assertEquals(List.of("28 +n2/w2"), advance(web, store), "a check of its node");

    commit(store, 29, N2.toBuilder().service(service("w2", "renamed", 81)).build());
    assertEquals(List.of("29 -n2/w2"), advance(web, store));

    deregister(store, 30, "p1", "");
    assertEquals(List.of("30 -p1/web1"), advance(web, store));
  }

  @Test
  void putsTheChangesOfOneMomentIntoOneMessage() {
    Store store = SubscribeVectors.state();
    var web = following(store, new HealthFeed("web", "", false));
    begin(web, 0);
    commit(store, 25, N2.toBuilder().service(service("w2", "web", 81)).build());
    commit(store, 26, N2.toBuilder().service(service("w3", "web", 81)).build());
    deregister(store, 27, "p1", "web1");
    assertEquals(List.of("27 [-p1/web1, +n2/w2, +n2/w3]"), advance(web, store));
  }

  @Test
  void followsWhatServesAServiceInTheMesh() {
    Store store = SubscribeVectors.state();
    var web = following(store, new HealthFeed("web", "", true));
    assertEquals(List.of("24 end"), begin(web, 0));
    commit(store, 25, N2.toBuilder().service(proxy("web")).build());
    assertEquals(List.of("25 +n2/pp"), advance(web, store));
    commit(store, 26, N2.toBuilder().service(proxy("other")).build());
    assertEquals(List.of("26 -n2/pp"), advance(web, store));
  }

  private static NodeService proxy(String destination) {
    return service("pp", "pp", 3).toBuilder()
        .kind("connect-proxy")
        .proxy(ConnectProxyConfig.builder().destinationServiceName(destination).build())
        .build();
  }

  @Test
  void listsNamesOfServicesButNotOfProxies() {
    Store store = SubscribeVectors.state();
    var list = following(store, new ServiceListFeed());
    assertEquals(List.of("24 [+consul, +web]", "24 end"), begin(list, 0));
    commit(store, 25, N2.toBuilder().service(proxy("web")).build());
    assertEquals(List.of(), advance(list, store));
    commit(store, 26, N2.toBuilder().service(service("a", "api", 3)).build());
    assertEquals(List.of("26 +api"), advance(list, store));
    deregister(store, 27, "n2", "");
    assertEquals(List.of("27 -api"), advance(list, store));
  }

  @Test
  void resumesOnlyFromWhatIsStillTrue() {
    Store store = SubscribeVectors.state();
    var web = following(store, new HealthFeed("web", "", false));
    assertEquals(List.of(), begin(web, 24));
    commit(store, 25, N2.toBuilder().service(service("w2", "web", 81)).build());
    assertEquals(List.of("25 +n2/w2"), advance(web, store), "goes on from there");

    var old = following(store, new HealthFeed("web", "", false));
    assertEquals(List.of("new", "25 +n2/w2", "25 +p1/web1", "25 end"), begin(old, 24));
    var ahead = following(store, new HealthFeed("web", "", false));
    assertEquals(List.of("new", "25 +n2/w2", "25 +p1/web1", "25 end"), begin(ahead, 99));
  }

  /// Two that follow one feed are told the same, each from where it stands.
  @Test
  void sharesWhatItReads() {
    Store store = SubscribeVectors.state();
    SharedFeeds feeds = new SharedFeeds();
    Feed<?> feed = new HealthFeed("web", "", false);
    SharedFeed<?> shared = feeds.join(feed);
    assertSame(shared, feeds.join(new HealthFeed("web", "", false)));
    assertEquals(1, feeds.size());

    Subscription<?> first = new Subscription<>(shared, store.snapshot());
    Subscription<?> second = new Subscription<>(shared, store.snapshot());
    assertSame(first.told().items(), second.told().items());
    commit(store, 25, N2.toBuilder().service(service("w2", "web", 81)).build());
    Iterable<byte[]> told = first.advance(store.snapshot());
    assertEquals(List.of("25 +n2/w2"), read(told));
    assertSame(told, second.advance(store.snapshot()), "written once");
    commit(store, 26, N2.toBuilder().service(service("w3", "web", 81)).build());
    assertEquals(List.of("26 +n2/w3"), advance(first, store));
    commit(store, 27, N2.toBuilder().service(service("w4", "web", 81)).build());
    assertEquals(List.of("27 +n2/w4"), advance(first, store));
    assertEquals(List.of("27 [+n2/w3, +n2/w4]"), advance(second, store), "the slower one");

    feeds.leave(feed);
    assertEquals(1, feeds.size());
    feeds.leave(feed);
    assertEquals(0, feeds.size());
  }

  @Test
  void startsAtOneInAnEmptyState() {
    Store store = StateTables.newStore();
    var web = following(store, new HealthFeed("web", "", false));
    assertEquals(List.of("1 end"), begin(web, 0));
  }

  @Test
  void sendsNamedPortsAsTheyWereRegistered() {
    Store store = SubscribeVectors.state();
    NodeService named =
        NodeService.builder()
            .id("mp")
            .service("mp")
            .ports(List.of(new ServicePort("pn", 61, true)))
            .build();
    commit(store, 25, N2.toBuilder().service(named).build());
    var feed = new HealthFeed("mp", "", false);
    assertEquals(0, feed.read(store.snapshot()).value().firstEntry().getValue().service().port());
  }

  /// However many instances there are, no message is larger than a caller takes.
  @Test
  void splitsLargeBatches() {
    Store store = StateTables.newStore();
    commit(
        store,
        5,
        txn -> {
          for (int i = 0; i < 3000; i++) {
            NodeService instance =
                service("w" + i, "web", 80).toBuilder().meta(Map.of("m", "x".repeat(500))).build();
            CatalogCommands.register(txn, N2.toBuilder().service(instance).build());
          }
        });
    var feed = new HealthFeed("web", "", false);
    var items = Change.between(new TreeMap<>(), feed.read(store.snapshot()).value());
    AtomicInteger messages = new AtomicInteger();
    Events.together(feed, items, 5)
        .forEach(
            message -> {
              messages.incrementAndGet();
              assertTrue(message.length < 300 * 1024, () -> "bytes: " + message.length);
            });
    assertTrue(messages.get() > 5 && messages.get() < 20, () -> "messages: " + messages);
  }

  /// A subscriber that applies what it hears knows, after each step, what a reader would read.
  @Test
  void keepsARandomCatalogInStep() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Store store = SubscribeVectors.state();
      var feed = new HealthFeed("web", "", random.nextBoolean());
      var subscription = following(store, feed);
      Map<String, String> view = new HashMap<>();
      long told = 0;
      for (Iterable<byte[]> part : subscription.begin(0)) {
        told = apply(part, view, told);
      }
      for (long index = 25; index < 60; index++) {
        mutate(random, store, index);
        if (random.nextInt(3) > 0) {
          told = apply(subscription.advance(store.snapshot()), view, told);
        }
      }
      apply(subscription.advance(store.snapshot()), view, told);
      assertEquals(
          feed.read(store.snapshot()).value().keySet(),
          new TreeMap<>(view).keySet(),
          "seed " + seed);
      assertEquals(List.of(), advance(subscription, store), "seed " + seed);
    }
  }

  private static void mutate(Random random, Store store, long index) {
    String node = "n" + random.nextInt(3);
    String id = "s" + random.nextInt(3);
    RegisterRequest on = N2.toBuilder().node(node).build();
    switch (random.nextInt(6)) {
      case 0 -> commit(store, index, on.toBuilder().service(service(id, "web", 1)).build());
      case 1 -> commit(store, index, on.toBuilder().service(service(id, "api", 1)).build());
      case 2 ->
          commit(
              store,
              index,
              on.toBuilder()
                  .service(proxy(random.nextBoolean() ? "web" : "api").toBuilder().id(id).build())
                  .build());
      case 3 -> deregister(store, index, node, id);
      case 4 -> deregister(store, index, node, "");
      default ->
          commit(store, index, on.toBuilder().check(check("c", "c").node(node).build()).build());
    }
  }

  /// @return the index of the last event, which grows with each message
  private static long apply(Iterable<byte[]> events, Map<String, String> view, long told) {
    long last = told;
    for (String event : read(events)) {
      String[] parts = event.split(" ", 2);
      long index = Long.parseLong(parts[0]);
      assertTrue(index >= last, event);
      last = index;
      for (String one : parts[1].replaceAll("[\\[\\]]", "").split(", ")) {
        String key = one.substring(1).replace('/', '\0');
        if (one.startsWith("+")) {
          view.put(key, one);
        } else if (one.startsWith("-")) {
          assertTrue(view.containsKey(key), one);
          view.remove(key);
        }
      }
    }
    return last;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0  | x | false | cannot construct subject for topic Unknown
          99 | x | false | cannot construct subject for topic 99
          14 | x | false | cannot construct subject for topic IPRateLimit
          7  | x | false | topic ServiceList can only be consumed using WildcardSubject
          1  | '' | false | either WildcardSubject or NamedSubject.Key is required
          0  | x | true | unknown topic Unknown
          99 | x | true | unknown topic 99
          1  | x | true | topic ServiceHealth does not support wildcard subscriptions
          2  | x | true | topic ServiceHealthConnect does not support wildcard subscriptions
          """)
  void refusesSubjectsThatDoNotFit(int topic, String key, boolean wildcard, String error)
      throws GrpcException {
    ProtoWriter out = new ProtoWriter();
    out.integer(1, topic);
    out.message(10, subject -> subject.string(1, key));
    if (wildcard) {
      out.bool(9, true);
    }
    SubscribeRequest request = SubscribeRequest.decode(out.toBytes());
    GrpcException refused = assertThrows(GrpcException.class, request::checkedTopic);
    assertEquals(error, refused.text());
  }

  @Test
  void readsTheOlderFormOfASubject() throws GrpcException {
    ProtoWriter out = new ProtoWriter();
    out.integer(1, 1);
    out.string(2, "web");
    out.string(3, "token");
    out.integer(4, 7);
    out.string(5, "dc1");
    out.string(8, "peer");
    assertEquals(
        new SubscribeRequest(1, false, "web", "peer", 7, "dc1"),
        SubscribeRequest.decode(out.toBytes()));
    assertFalse(SubscribeRequest.decode(new byte[0]).wildcard());
  }

  @Test
  void decodesAnythingOrRefusesIt() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(30)];
      random.nextBytes(bytes);
      try {
        SubscribeRequest.decode(bytes).checkedTopic();
      } catch (GrpcException expected) {
        // As it should be.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
