// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.grpc.GrpcException;
import io.praetor.rpc.grpc.GrpcStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The stream that comes of the answers to blocking queries.
class DistantHealthTest {
  private static final HealthFeed FEED = new HealthFeed("web", "", false);

  private final ArrayDeque<Reply<List<CheckServiceNode>>> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();

  private final Rpc rpc =
      new Rpc() {
        @Override
        @SuppressWarnings("unchecked")
        public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options) {
          asked.add(method.name() + " " + options.datacenter() + " " + options.minQueryIndex());
          Reply<List<CheckServiceNode>> next = answers.poll();
          if (next == null) {
            throw new ConsulException("gone");
          }
          return (Reply<R>) next;
        }

        @Override
        public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options) {
          throw new AssertionError();
        }

        @Override
        public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options) {
          throw new AssertionError();
        }
      };

  private static CheckServiceNode instance(String node) {
    return new CheckServiceNode(
        Node.builder().node(node).address("10.0.0.1").build(),
        NodeService.builder().id("web").service("web").build(),
        List.of());
  }

  private DistantHealthTest answer(long index, String... nodes) {
    List<CheckServiceNode> found = new ArrayList<>();
    for (String node : nodes) {
      found.add(instance(node));
    }
    answers.add(new Reply<>(found, new QueryMeta(index, Duration.ZERO, true, "", false)));
    return this;
  }

  private GrpcException follow(long resumeFrom) {
    return assertThrows(
        GrpcException.class,
        () ->
            new DistantHealth(rpc, FEED, "dc2")
                .follow(resumeFrom, message -> sent.add(HexFormat.of().formatHex(message))));
  }

  private static String event(String node, boolean gone, long index) {
    var change = List.of(new Change<>(instance(node), gone));
    return HexFormat.of().formatHex(Events.apart(FEED, change, index).iterator().next());
  }

  private static String end(long index) {
    return HexFormat.of().formatHex(Events.endOfSnapshot(index));
  }

  @Test
  void whatDiffersFromAnswerToAnswerIsSent() {
    answer(5, "a", "b").answer(5, "a", "b").answer(9, "b");
    GrpcException end = follow(0);
    assertEquals(
        List.of(event("a", false, 5), event("b", false, 5), end(5), event("a", true, 9)), sent);
    assertEquals(GrpcStatus.UNAVAILABLE, end.status());
    assertEquals("gone", end.getMessage());
    assertEquals("Health.ServiceNodes dc2 0", asked.getFirst());
    assertEquals("Health.ServiceNodes dc2 9", asked.getLast());
  }

  @Test
  void whoHasTheNewestHearsWhatComes() {
    answer(5, "a").answer(6, "a", "b");
    follow(5);
    assertEquals(List.of(event("b", false, 6)), sent);
  }

  @Test
  void whoHasSomethingOlderBeginsAnew() {
    answer(5, "a");
    follow(3);
    String anew = HexFormat.of().formatHex(Events.newSnapshotToFollow());
    assertEquals(List.of(anew, event("a", false, 5), end(5)), sent);
  }

  @Test
  void aRestoredStateEndsTheStream() {
    answer(5, "a").answer(2);
    assertEquals(GrpcStatus.ABORTED, follow(0).status());
  }
}
