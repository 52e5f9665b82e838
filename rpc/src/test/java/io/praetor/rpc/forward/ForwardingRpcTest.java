// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.kv.DirEntry;
import io.praetor.kv.KvOp;
import io.praetor.kv.KvsRequest;
import io.praetor.raft.ProposalFailure;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.KvMethods;
import io.praetor.rpc.Method;
import io.praetor.rpc.NothingDoneException;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.RemoteCalls;
import io.praetor.rpc.RemoteFailure;
import io.praetor.rpc.Reply;
import io.praetor.rpc.StatusMethods;
import io.praetor.rpc.TestServer;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.wan.WanServer;
import io.praetor.wire.Bytes;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Where calls go and when they are made again; time passes only by waiting.
class ForwardingRpcTest {
  private static final InetSocketAddress LEADER = new InetSocketAddress("10.0.0.1", 8300);
  private static final InetSocketAddress SECOND = new InetSocketAddress("10.0.0.2", 8300);
  private static final InetSocketAddress SELF = new InetSocketAddress("10.0.0.9", 8300);
  private static final WanServer FAR = wan("far", "10.0.2.1");
  private static final WanServer FARTHER = wan("farther", "10.0.2.2");
  private static final Duration HOLD = Duration.ofSeconds(7);

  private long now;
  private final List<Duration> waits = new ArrayList<>();
  private final List<String> called = new ArrayList<>();
  private final ArrayDeque<Supplier<Object>> outcomes = new ArrayDeque<>();

  /// What each attempt gives; the last one stays.
  private Object outcome(InetSocketAddress server) {
    called.add(server.getHostString());
    Supplier<Object> next = outcomes.size() > 1 ? outcomes.poll() : outcomes.element();
    return next.get();
  }

  private final class Remote implements RemoteCalls {
    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> Reply<R> read(
        InetSocketAddress server, Method.Read<Q, R> method, Q argument, QueryOptions options) {
      R value = (R) outcome(server);
      return new Reply<>(value, new QueryMeta(1, Duration.ZERO, true, "leader", false));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> R write(
        InetSocketAddress server, Method.Write<Q, R> method, Q argument, WriteOptions options) {
      return (R) outcome(server);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> R ask(
        InetSocketAddress server, Method.Ask<Q, R> method, Q argument, WriteOptions options) {
      return (R) outcome(server);
    }
  }

  /// Waits without waiting.
  private final class Instant implements Routes {
    private final Routes routes;
    private final @Nullable Runnable meanwhile;

    Instant(Routes routes, @Nullable Runnable meanwhile) {
      this.routes = routes;
      this.meanwhile = meanwhile;
    }

    @Override
    public Route route(String datacenter, Need need) {
      return routes.route(datacenter, need);
    }

    @Override
    public void failed(InetSocketAddress server) {
      routes.failed(server);
    }

    @Override
    public void failed(String datacenter, InetSocketAddress server) {
      routes.failed(datacenter, server);
    }

    @Override
    public long news() {
      return routes.news();
    }

    @Override
    public void awaitNews(long seen, Duration atMost) {
      waits.add(atMost);
      now += atMost.toNanos();
      if (meanwhile != null) {
        meanwhile.run();
      }
    }
  }

  private ForwardingRpc rpc(Routes routes, @Nullable Runnable meanwhile) {
    return new ForwardingRpc(
        new Instant(routes, meanwhile),
        new Remote(),
        datacenter -> {
          called.add(datacenter);
          return new Remote();
        },
        HOLD,
        () -> now,
        new Random(1));
  }

  private final TestServer server = new TestServer();
  private final DatacenterRoutes others = new DatacenterRoutes("dc1", SELF, new Random(1));
  private final ServerRoutes routes =
      ServerRoutes.of(server.rpc(), server.raft(), "dc1", SELF, others);
  private final ForwardingRpc rpc = rpc(routes, null);

  private static Supplier<Object> fails(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  private boolean put() throws InterruptedException {
    KvsRequest set = KvsRequest.of(KvOp.SET, DirEntry.of("k", Bytes.utf8("v"), 0));
    return rpc.write(KvMethods.APPLY, set, WriteOptions.DEFAULT);
  }

  private int read(QueryOptions options) throws InterruptedException {
    return rpc.read(KvMethods.GET, new KvMethods.KeyRequest("k"), options).value().size();
  }

  private @Nullable CompletableFuture<Boolean> begun() {
    KvsRequest set = KvsRequest.of(KvOp.SET, DirEntry.of("k", Bytes.utf8("v"), 0));
    return rpc.writeAtOnce(KvMethods.APPLY, set, WriteOptions.DEFAULT);
  }

  private Throwable failure(ProposalFailure reason) {
    server.raft().refuseNext(reason);
    CompletableFuture<Boolean> begun = Objects.requireNonNull(begun());
    return Objects.requireNonNull(assertThrows(ExecutionException.class, begun::get).getCause());
  }

  @Test
  void aWriteThatWasBegunTellsNothingDoneFromNotKnown() {
    server.raft().lead(true);
    assertInstanceOf(NothingDoneException.class, failure(new ProposalFailure.NotLeader(null)));
    Throwable unknown = failure(new ProposalFailure.LeadershipLost());
    assertInstanceOf(ConsulException.class, unknown);
    server.raft().follow("10.0.0.1:8300");
    assertNull(begun());
  }

  @Test
  void theLeaderAnswersItself() throws InterruptedException {
    put();
    assertEquals(1, read(QueryOptions.DEFAULT));
    assertEquals(List.of(), called);
  }

  @Test
  void followersAnswerStaleReadsOnly() throws InterruptedException {
    server.raft().follow("10.0.0.1:8300");
    outcomes.add(List::of);
    assertEquals(0, read(QueryOptions.STALE));
    assertEquals(List.of(), called);
    assertEquals(0, read(QueryOptions.DEFAULT));
    assertEquals(List.of("10.0.0.1"), called);
    assertEquals(
        "10.0.0.1:8300",
        rpc.ask(StatusMethods.LEADER, ConnectMethods.NoArgument.NONE, WriteOptions.DEFAULT));
    assertEquals(1, called.size());
  }

  @Test
  void withoutALeaderCallsAreHeldAndThenRefused() {
    server.raft().lead(false);
    ConsulException refused = assertThrows(ConsulException.class, this::put);
    assertEquals("No cluster leader", refused.text());
    assertEquals(HOLD.toNanos(), now, "held for the whole time");
    Duration first = waits.getFirst();
    assertTrue(
        first.compareTo(HOLD.dividedBy(32)) >= 0 && first.compareTo(HOLD.dividedBy(16)) <= 0);
    assertTrue(waits.size() < 12, "and asked less and less often: " + waits.size());
    // Nobody has led here yet, so there is no state to be stale.
    assertEquals(
        "No cluster leader",
        assertThrows(ConsulException.class, () -> read(QueryOptions.STALE)).text());
  }

  @Test
  void aNewLeaderEndsTheWait() throws InterruptedException {
    server.raft().lead(false);
    ForwardingRpc held = rpc(routes, () -> server.raft().lead(true));
    KvsRequest set = KvsRequest.of(KvOp.SET, DirEntry.of("k", Bytes.utf8("v"), 0));
    held.write(KvMethods.APPLY, set, WriteOptions.DEFAULT);
    assertEquals(1, waits.size());
  }

  private static WanServer wan(String node, String host) {
    return new WanServer(node + ".dc2", "dc2", new InetSocketAddress(host, 8300));
  }

  private List<String> calledOnce() {
    List<String> calls = List.copyOf(called);
    called.clear();
    return calls;
  }

  @Test
  void unknownDatacentersAreRefusedAtOnce() {
    for (String unknown : List.of("dc9", "DC1")) {
      ConsulException refused =
          assertThrows(
              ConsulException.class, () -> read(QueryOptions.DEFAULT.withDatacenter(unknown)));
      assertEquals("No path to datacenter", refused.text());
    }
    assertEquals(List.of(), called);
    assertEquals(List.of(), waits);
  }

  @Test
  void otherDatacentersAreAskedInTheirOwnServersOrder() throws InterruptedException {
    others.joined(FAR);
    others.joined(FARTHER);
    QueryOptions there = QueryOptions.STALE.withDatacenter("dc2");
    outcomes.add(List::of);
    read(there);
    assertEquals(List.of("dc2", "10.0.2.1"), calledOnce());
    outcomes.clear();
    outcomes.add(fails(RemoteFailure.notSent("connection refused")));
    outcomes.add(List::of);
    read(there);
    assertEquals(List.of("dc2", "10.0.2.1", "10.0.2.2"), calledOnce());
    read(there);
    assertEquals(List.of("dc2", "10.0.2.2"), calledOnce(), "who failed is the last from then on");
    assertEquals(List.of(), waits);
  }

  @Test
  void aCallToAnotherDatacenterFailsOnceEachServerThereHas() {
    others.joined(FAR);
    others.joined(FARTHER);
    outcomes.add(fails(RemoteFailure.notSent("connection refused")));
    WriteOptions there = new WriteOptions("", "dc2");
    KvsRequest set = KvsRequest.of(KvOp.SET, DirEntry.of("k", Bytes.utf8("v"), 0));
    assertEquals(
        "rpc error getting client: connection refused",
        assertThrows(RemoteFailure.class, () -> rpc.write(KvMethods.APPLY, set, there)).text());
    assertEquals(List.of("dc2", "10.0.2.1", "10.0.2.2"), calledOnce());
    outcomes.clear();
    outcomes.add(fails(RemoteFailure.noAnswer("EOF")));
    assertThrows(RemoteFailure.class, () -> rpc.write(KvMethods.APPLY, set, there));
    assertEquals(2, calledOnce().size(), "whether it was done is not known");
    outcomes.clear();
    outcomes.add(fails(RemoteFailure.refused("No cluster leader")));
    assertThrows(RemoteFailure.class, () -> rpc.write(KvMethods.APPLY, set, there));
    assertEquals(2, calledOnce().size(), "it was held for a leader there");
    assertEquals(List.of(), waits);
  }

  @Test
  void aDatacenterInWhichNobodyAnswersIsRefusedUntilSomeoneComesBack() throws InterruptedException {
    others.joined(FAR);
    others.rebalance(server -> false);
    QueryOptions there = QueryOptions.DEFAULT.withDatacenter("dc2");
    assertEquals(
        "Remote DC has no server currently reachable",
        assertThrows(ConsulException.class, () -> read(there)).text());
    assertEquals(List.of(), called);
    outcomes.add(List::of);
    others.joined(FAR);
    read(there);
    others.joined(FARTHER);
    others.rebalance(server -> server.equals(FARTHER));
    called.clear();
    read(there);
    assertEquals(List.of("dc2", "10.0.2.2"), calledOnce());
    others.left(FAR);
    others.left(FARTHER);
    assertEquals(
        "No path to datacenter", assertThrows(ConsulException.class, () -> read(there)).text());
  }

  @Test
  void writesOfUnknownFateAreNotRepeated() {
    server.raft().follow("10.0.0.1:8300");
    outcomes.add(fails(RemoteFailure.noAnswer("EOF")));
    assertEquals("rpc error making call: EOF", assertThrows(RemoteFailure.class, this::put).text());
    assertEquals(List.of("10.0.0.1"), called);
    Method.Ask<CatalogMethods.Done, CatalogMethods.Done> ask =
        Method.ask(
            "Test.Ask", CatalogMethods.Done.CODEC, CatalogMethods.Done.CODEC, (own, done) -> done);
    assertThrows(
        RemoteFailure.class, () -> rpc.ask(ask, CatalogMethods.Done.DONE, WriteOptions.DEFAULT));
    assertEquals(2, called.size());
  }

  @Test
  void writesThatWereSurelyNotDoneAreRepeated() throws InterruptedException {
    server.raft().follow("10.0.0.1:8300");
    outcomes.add(fails(RemoteFailure.notSent("failed to get conn: connection refused")));
    outcomes.add(fails(RemoteFailure.refused("No cluster leader")));
    outcomes.add(fails(RemoteFailure.refused("rpc error making call: No cluster leader")));
    outcomes.add(() -> false);
    put();
    assertEquals(4, called.size());
    assertEquals(3, waits.size());
  }

  @Test
  void readsAreRepeatedWhenTheConnectionIsLost() throws InterruptedException {
    server.raft().follow("10.0.0.1:8300");
    for (String reason : List.of("EOF", "session shutdown", "stream closed")) {
      outcomes.add(fails(RemoteFailure.noAnswer(reason)));
    }
    outcomes.add(List::of);
    read(QueryOptions.DEFAULT);
    assertEquals(4, called.size());
    outcomes.clear();
    outcomes.add(fails(RemoteFailure.noAnswer("i/o deadline reached")));
    assertThrows(RemoteFailure.class, () -> read(QueryOptions.DEFAULT));
    assertEquals(5, called.size());
  }

  @Test
  void whatTheLeaderRefusesIsRefused() {
    server.raft().follow("10.0.0.1:8300");
    outcomes.add(fails(RemoteFailure.refused("Permission denied: token lacks permission")));
    RemoteFailure refused = assertThrows(RemoteFailure.class, this::put);
    assertEquals(403, refused.status());
    assertEquals(1, called.size());
  }

  @Test
  void theOwnAddressIsNoLeaderToForwardTo() {
    server.raft().follow("10.0.0.9:8300");
    assertThrows(ConsulException.class, this::put);
    assertEquals(List.of(), called);
  }

  @Test
  void clientsGoFromServerToServer() throws InterruptedException {
    ClientRoutes client = new ClientRoutes(new Random(1));
    ForwardingRpc agent = rpc(client, null);
    KvMethods.KeyRequest key = new KvMethods.KeyRequest("k");
    ConsulException alone =
        assertThrows(
            ConsulException.class, () -> agent.read(KvMethods.GET, key, QueryOptions.STALE));
    assertEquals("No known Consul servers", alone.text());
    client.servers(List.of(LEADER, SECOND));
    InetSocketAddress first = client.servers().getFirst();
    outcomes.add(fails(RemoteFailure.notSent("connection refused")));
    outcomes.add(List::of);
    agent.read(KvMethods.GET, key, QueryOptions.STALE);
    agent.read(KvMethods.GET, key, QueryOptions.STALE);
    String second = client.servers().getFirst().getHostString();
    assertEquals(List.of(first.getHostString(), second, second), called);
    client.servers(List.of(first));
    assertEquals(List.of(first), client.servers());
  }
}
