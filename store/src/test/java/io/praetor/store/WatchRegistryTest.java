// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchRegistryTest {
  private record Row(String key, int value) {}

  private static final Table<Row> ROWS = Table.of("rows", row -> Key.of(row.key()));

  private final Store store = new Store(List.of(ROWS), List.of());
  private int nextIndex = 1;

  private Snapshot write(String... keys) {
    WriteTxn txn = store.begin(nextIndex++);
    for (String key : keys) {
      txn.put(ROWS, new Row(key, nextIndex));
    }
    return txn.publish();
  }

  private AtomicInteger park(Snapshot seen, Topic... topics) {
    AtomicInteger woken = new AtomicInteger();
    store.watches().park(List.of(topics), seen, woken::incrementAndGet);
    return woken;
  }

  private static Topic key(String key) {
    return Topic.of(ROWS, Key.of(key));
  }

  private static Topic prefix(String prefix) {
    return Topic.prefix(ROWS, Key.of(prefix));
  }

  @Test
  void aChangeWakesItsKeyAndEveryPrefixOfItAndNobodyElse() {
    Snapshot seen = store.snapshot();
    AtomicInteger exact = park(seen, key("a/b"));
    AtomicInteger longer = park(seen, key("a/b/c"));
    AtomicInteger folder = park(seen, prefix("a/"));
    AtomicInteger whole = park(seen, Topic.all(ROWS));
    AtomicInteger self = park(seen, prefix("a/b"));
    AtomicInteger other = park(seen, prefix("b"));
    AtomicInteger named = park(seen, Topic.index("rows"));
    write("a/b");
    assertEquals(
        List.of(1, 0, 1, 1, 1, 0, 0),
        List.of(
            exact.get(),
            longer.get(),
            folder.get(),
            whole.get(),
            self.get(),
            other.get(),
            named.get()));
    assertEquals(3, store.watches().size());
  }

  @Test
  void aReaderIsWokenOnceHoweverManyOfItsTopicsChange() {
    AtomicInteger woken = park(store.snapshot(), key("a"), key("b"), prefix(""));
    write("a", "b");
    write("a");
    assertEquals(1, woken.get());
    assertEquals(0, store.watches().size());
  }

  @Test
  void aChangeBetweenReadingAndParkingWakesAtOnce() {
    Snapshot seen = store.snapshot();
    write("a");
    write("b");
    assertEquals(1, park(seen, key("a")).get());
    assertEquals(1, park(seen, prefix("b")).get());
    assertEquals(0, park(seen, key("c")).get());
    assertEquals(0, park(store.snapshot(), key("a")).get());
    assertEquals(2, store.watches().size());
  }

  @Test
  void aReaderOfAForgottenVersionIsWokenAtOnce() {
    Snapshot seen = store.snapshot();
    for (int i = 0; i < 300; i++) {
      write("a");
    }
    assertEquals(1, park(seen, key("c")).get());
    assertEquals(0, park(store.snapshot(), key("c")).get());
  }

  @Test
  void aCancelledReaderIsForgotten() {
    AtomicInteger woken = new AtomicInteger();
    WatchRegistry.Parked parked =
        store
            .watches()
            .park(List.of(key("a"), prefix("a")), store.snapshot(), woken::incrementAndGet);
    parked.cancel();
    parked.cancel();
    write("a");
    assertEquals(0, woken.get());
    assertEquals(0, store.watches().size());
  }

  @Test
  void aHugeChangeWakesEverybodyInsteadOfListingItsTopics() {
    AtomicInteger woken = park(store.snapshot(), key("other"));
    WriteTxn txn = store.begin(nextIndex++);
    for (int i = 0; i <= WriteTxn.MAX_TOUCHED; i++) {
      txn.put(ROWS, new Row("k" + i, i));
    }
    txn.publish();
    assertEquals(1, woken.get());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 99})
  void agreesWithComparingEveryTopicToEveryChange(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Snapshot seen = store.snapshot();
      List<Topic> topics = new ArrayList<>();
      List<AtomicInteger> woken = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String text = text(random);
        Topic topic = random.nextBoolean() ? key(text) : prefix(text);
        topics.add(topic);
        woken.add(park(seen, topic));
      }
      String changed = text(random);
      write(changed);
      for (int i = 0; i < topics.size(); i++) {
        int expected = topics.get(i).firedBy(key(changed)) ? 1 : 0;
        assertEquals(expected, woken.get(i).get(), topics.get(i) + " and " + changed);
      }
      store.beginRestore(nextIndex++).publish();
      assertEquals(0, store.watches().size());
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(4);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(2)));
    }
    return text.toString();
  }

  /// A writer and readers that wait for each number in turn: a lost wake-up would hang them.
  @Test
  void noWakeUpIsLostBetweenThreads() throws InterruptedException {
    int last = 2_000;
    int readers = 3;
    CountDownLatch done = new CountDownLatch(readers);
    for (int i = 0; i < readers; i++) {
      Thread.ofVirtual().start(() -> follow(0, last, done));
    }
    for (int i = 1; i <= last; i++) {
      WriteTxn txn = store.begin(i);
      txn.put(ROWS, new Row("a", i));
      txn.put(ROWS, new Row("b" + i % 7, i));
      txn.publish();
    }
    assertTrue(done.await(60, TimeUnit.SECONDS));
  }

  private void follow(int after, int last, CountDownLatch done) {
    Snapshot seen = store.snapshot();
    Row row = seen.get(ROWS, Key.of("a"));
    int value = row == null ? 0 : row.value();
    if (value >= last) {
      done.countDown();
    } else if (value > after) {
      Thread.ofVirtual().start(() -> follow(value, last, done));
    } else {
      store
          .watches()
          .park(
              List.of(key("a")),
              seen,
              () -> Thread.ofVirtual().start(() -> follow(value, last, done)));
    }
  }
}
