// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import io.praetor.catalog.CatalogCommands;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.RegisterRequest;
import io.praetor.rpc.StateTables;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// The recorded exchanges, and the state that they were recorded on.
public final class SubscribeVectors {
  /// One exchange.
  ///
  /// @param error the status that ended it, as Go prints it; empty for none
  public record Exchange(String id, byte[] request, List<byte[]> events, String error) {
    @Override
    public String toString() {
      return id;
    }
  }

  private SubscribeVectors() {}

  public static List<Exchange> all() {
    try (InputStream in =
        Objects.requireNonNull(SubscribeVectors.class.getResourceAsStream("grpc.json"))) {
      Object read = Json.read(Codecs.ANY, in.readAllBytes(), Decoder.Unknown.REFUSE);
      return ((List<?>) Objects.requireNonNull(read))
          .stream().map(entry -> exchange((Map<?, ?>) entry)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Exchange exchange(Map<?, ?> entry) {
    List<?> events = entry.get("events") instanceof List<?> list ? list : List.of();
    return new Exchange(
        String.valueOf(entry.get("id")),
        unhex(entry),
        events.stream().map(event -> unhex((Map<?, ?>) event)).toList(),
        String.valueOf(entry.get("error")));
  }

  private static byte[] unhex(Map<?, ?> entry) {
    return HexFormat.of().parseHex(String.valueOf(entry.get("hex")));
  }

  /// A server that has one service besides itself.
  public static Store state() {
    Store store = StateTables.newStore();
    RegisterRequest node =
        RegisterRequest.builder()
            .id("a0c9238a-bda7-dbd3-a4ca-b9cfe1e35c21")
            .node("p1")
            .address("127.0.0.1")
            .datacenter("dc1")
            .build();
    commit(
        store,
        13,
        node.toBuilder()
            .service(service("consul", "consul", 8300))
            .check(
                check("serfHealth", "Serf Health Status")
                    .output("Agent alive and reachable")
                    .build())
            .build());
    RegisterRequest whole =
        node.toBuilder()
            .taggedAddresses(
                Map.of(
                    "lan", "127.0.0.1",
                    "lan_ipv4", "127.0.0.1",
                    "wan", "127.0.0.1",
                    "wan_ipv4", "127.0.0.1"))
            .nodeMeta(Map.of("consul-network-segment", "", "consul-version", "1.22.5"))
            .build();
    commit(store, 21, whole);
    commit(
        store,
        24,
        whole.toBuilder()
            .service(service("web1", "web", 80))
            .check(
                check("service:web1", "Service 'web' check")
                    .type("ttl")
                    .serviceId("web1")
                    .serviceName("web")
                    .build())
            .build());
    return store;
  }

  public static NodeService service(String id, String name, int port) {
    return NodeService.builder()
        .id(id)
        .service(name)
        .port(port)
        .weights(new io.praetor.catalog.Weights(1, 1))
        .build();
  }

  public static HealthCheck.Builder check(String id, String name) {
    return HealthCheck.builder().node("p1").checkId(id).name(name).status("passing");
  }

  public static void commit(Store store, long index, RegisterRequest request) {
    commit(
        store, index, txn -> CatalogCommands.register(txn, request).ifPresent(AssertionError::new));
  }

  public static void commit(Store store, long index, Consumer<WriteTxn> change) {
    WriteTxn txn = store.begin(index);
    change.accept(txn);
    txn.publish();
  }
}
