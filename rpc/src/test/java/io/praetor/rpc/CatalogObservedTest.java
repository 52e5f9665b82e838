// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.catalog.CatalogCommands;
import io.praetor.catalog.CatalogQueries;
import io.praetor.catalog.ChecksInStateRequest;
import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.DeregisterRequest;
import io.praetor.catalog.HealthQueries;
import io.praetor.catalog.NodeSpecificRequest;
import io.praetor.catalog.QuerySource;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.ServiceSpecificRequest;
import io.praetor.store.IndexEntry;
import io.praetor.store.ReadResult;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import io.praetor.store.Topic;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import io.praetor.wire.Msgpack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Repeats what was done to a running Consul 1.22.5: after each write its snapshot was taken, so that
/// the recording says which index numbers moved and which went, and how many records there were; each
/// read says the index and the number of results. The first line is the state that it started from.
class CatalogObservedTest {
  private static final Map<Integer, SnapshotSection<?>> SECTIONS = new HashMap<>();

  static {
    SnapshotSections.ALL.forEach(section -> SECTIONS.putIfAbsent(section.type(), section));
  }

  private final Store store = StateTables.newStore();

  private static List<Map<String, Object>> lines() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            CatalogObservedTest.class.getResourceAsStream("catalog-observed.jsonl"))) {
      List<Map<String, Object>> lines = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        lines.add(object(Json.read(Codecs.ANY, bytes(line), Decoder.Unknown.REFUSE)));
      }
      return lines;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  private static long number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).longValue();
  }

  @Test
  void everyWriteMovesTheSameIndexesAndEveryReadAnswersTheSame() throws IOException {
    int line = 0;
    for (Map<String, Object> step : lines()) {
      line++;
      if (step.containsKey("snapshot")) {
        restore(step);
      } else if (step.containsKey("get")) {
        checkRead(line, step);
      } else {
        checkWrite(line, step);
      }
    }
  }

  private void restore(Map<String, Object> step) {
    WriteTxn txn = store.beginRestore(number(step.get("index")));
    for (Object record : (List<?>) Objects.requireNonNull(step.get("snapshot"))) {
      List<?> pair = (List<?>) record;
      byte[] body = HexFormat.of().parseHex((String) pair.get(1));
      restore(SECTIONS.get((int) number(pair.get(0))), txn, body);
    }
    txn.publish();
  }

  private static <R> void restore(SnapshotSection<R> section, WriteTxn txn, byte[] body) {
    section.restore().accept(txn, Msgpack.read(section.codec(), body));
  }

  private void checkWrite(int line, Map<String, Object> step) {
    Snapshot before = store.snapshot();
    AtomicInteger woken = new AtomicInteger();
    store
        .watches()
        .park(
            before.indexes().stream().map(entry -> Topic.index(entry.key())).toList(),
            before,
            woken::incrementAndGet);
    WriteTxn txn = store.begin(number(step.get("index")));
    String error = apply(txn, String.valueOf(step.get("op")), step.get("body"));
    Snapshot after = txn.publish();
    String where = "line " + line + ": " + step.get("body");
    assertEquals(step.get("error"), error, where);
    Map<String, Long> changed = indexes(after);
    indexes(before).forEach((name, index) -> changed.remove(name, index));
    assertEquals(step.get("changed"), List.copyOf(changed.keySet()), where);
    changed.values().forEach(index -> assertEquals(number(step.get("index")), index, where));
    List<String> gone =
        before.indexes().stream()
            .map(IndexEntry::key)
            .filter(name -> after.indexes().stream().noneMatch(now -> now.key().equals(name)))
            .sorted()
            .toList();
    assertEquals(step.get("gone"), gone, where);
    boolean moved = changed.keySet().stream().anyMatch(before::hasIndex) || !gone.isEmpty();
    assertEquals(moved ? 1 : 0, woken.get(), where);
    assertEquals(
        number(step.get("registrations")),
        Objects.requireNonNull(SECTIONS.get(0)).save().apply(after).count(),
        where);
  }

  private static Map<String, Long> indexes(View view) {
    Map<String, Long> indexes = new TreeMap<>();
    view.indexes().forEach(entry -> indexes.put(entry.key(), entry.value()));
    return indexes;
  }

  private static String apply(WriteTxn txn, String op, @Nullable Object body) {
    try {
      if (op.equals("register")) {
        RegisterRequest request = parse(RegisterRequest.CODEC, body);
        return CatalogCommands.register(txn, Registrations.prepare(request, "dc1")).orElse("");
      }
      DeregisterRequest request = parse(DeregisterRequest.CODEC, body);
      CatalogCommands.deregister(txn, Registrations.prepare(request, "dc1"));
      return "";
    } catch (ConsulException e) {
      return e.text();
    }
  }

  private static <T> T parse(Codec<T> codec, @Nullable Object body) {
    return Json.read(codec, Json.write(Codecs.ANY, body), Decoder.Unknown.REFUSE);
  }

  private void checkRead(int line, Map<String, Object> step) {
    String path = String.valueOf(step.get("get"));
    ReadResult<Integer> read = read(store.snapshot(), path);
    assertEquals(
        number(step.get("index")), Math.max(1, read.index()), "line " + line + ": " + path);
    Object found = step.get("found");
    assertEquals(found == null ? -1 : number(found), (long) read.value(), "line " + line + path);
  }

  /// The size of the answer, -1 for none.
  private static ReadResult<Integer> read(Snapshot view, String path) {
    String[] parts = path.split("\\?", 2);
    String[] names = parts[0].split("/");
    String parameter = parts.length == 2 ? parts[1] : "";
    String name = names.length > 2 ? names[2] : "";
    Map<String, String> meta = meta(parameter);
    ServiceSpecificRequest service = service(names[1], name, parameter, meta);
    NodeSpecificRequest node = NodeSpecificRequest.of(name);
    DcSpecificRequest all = new DcSpecificRequest(meta, "", QuerySource.NONE);
    return switch (names[0] + "/" + names[1]) {
      case "catalog/nodes" -> CatalogQueries.nodes(view, all).map(List::size);
      case "catalog/services" ->
          CatalogQueries.services(view, all).map(found -> found.tagsOf(one -> true).size());
      case "catalog/service", "catalog/connect" ->
          CatalogQueries.serviceNodes(view, service).map(List::size);
      case "catalog/node" ->
          CatalogQueries.nodeServices(view, node)
              .map(found -> found.services() == null ? -1 : found.services().size());
      case "catalog/node-services" ->
          CatalogQueries.nodeServiceList(view, node)
              .map(
                  found ->
                      found.node() == null
                          ? -1
                          : Optional.ofNullable(found.services()).map(List::size).orElse(0));
      case "health/node" -> HealthQueries.ofNode(view, node).map(List::size);
      case "health/checks" -> HealthQueries.ofService(view, service).map(List::size);
      case "health/state" ->
          HealthQueries.inState(view, new ChecksInStateRequest(name, meta, "", QuerySource.NONE))
              .map(List::size);
      case "health/service", "health/connect" ->
          HealthQueries.serviceNodes(view, service)
              .map(
                  found ->
                      (int)
                          found.stream()
                              .filter(one -> !parameter.equals("passing") || one.passing())
                              .count());
      default -> throw new IllegalArgumentException(path);
    };
  }

  private static Map<String, String> meta(String parameter) {
    if (!parameter.startsWith("node-meta=")) {
      return Map.of();
    }
    String[] pair = parameter.substring("node-meta=".length()).split(":");
    return Map.of(pair[0], pair[1]);
  }

  private static ServiceSpecificRequest service(
      String kind, String name, String parameter, Map<String, String> meta) {
    ServiceSpecificRequest.Builder request =
        ServiceSpecificRequest.builder()
            .serviceName(name)
            .connect(kind.equals("connect"))
            .nodeMetaFilters(meta);
    if (parameter.startsWith("tag=")) {
      request.tagFilter(true).serviceTags(List.of(parameter.substring("tag=".length())));
    }
    return request.build();
  }
}
