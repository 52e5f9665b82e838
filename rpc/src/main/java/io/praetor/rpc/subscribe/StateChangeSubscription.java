// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import io.praetor.rpc.Rpc;
import io.praetor.rpc.grpc.GrpcException;
import io.praetor.rpc.grpc.GrpcMethod;
import io.praetor.rpc.grpc.GrpcStatus;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import io.praetor.store.Topic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

/// The service `subscribe.StateChangeSubscription`, answered from this server's own state, leader
/// or not, and for services of other datacenters from what their servers answer. Safe for use by any
/// thread.
public final class StateChangeSubscription {
  private static final String SERVICE = "subscribe.StateChangeSubscription";

  private final SharedFeeds feeds = new SharedFeeds();
  private final Store store;
  private final LongSupplier restores;
  private final String datacenter;
  private final Rpc elsewhere;

  /// @param restores counts how often the whole state was replaced
  /// @param elsewhere calls to other datacenters, from which services of theirs are read
  public StateChangeSubscription(
      Store store, LongSupplier restores, String datacenter, Rpc elsewhere) {
    this.store = store;
    this.restores = restores;
    this.datacenter = datacenter;
    this.elsewhere = elsewhere;
  }

  public List<GrpcMethod> methods() {
    return List.of(new GrpcMethod(SERVICE, "Subscribe", this::subscribe));
  }

  private void subscribe(byte[] message, GrpcMethod.Replies replies)
      throws GrpcException, InterruptedException {
    SubscribeRequest request = SubscribeRequest.decode(message);
    if (!request.datacenter().isEmpty() && !request.datacenter().equals(datacenter)) {
      if (feed(request) instanceof HealthFeed health) {
        new DistantHealth(elsewhere, health, request.datacenter()).follow(request.index(), replies);
      }
      throw unserved(request);
    }
    Feed<?> feed = feed(request);
    SharedFeed<?> shared = feeds.join(feed);
    try {
      follow(shared, request.index(), replies);
    } finally {
      feeds.leave(feed);
    }
  }

  private static Feed<?> feed(SubscribeRequest request) throws GrpcException {
    EventTopic topic = request.checkedTopic();
    return switch (topic) {
      case SERVICE_HEALTH -> new HealthFeed(request.key(), request.peerName(), false);
      case SERVICE_HEALTH_CONNECT -> new HealthFeed(request.key(), request.peerName(), true);
      case SERVICE_LIST -> new ServiceListFeed();
      default -> throw unserved(request);
    };
  }

  private static GrpcException unserved(SubscribeRequest request) {
    return new GrpcException(
        GrpcStatus.UNIMPLEMENTED,
        "subscriptions to topic "
            + EventTopic.label(request.topic())
            + " are not served by this server");
  }

  private <T> void follow(SharedFeed<T> feed, long resumeFrom, GrpcMethod.Replies replies)
      throws GrpcException, InterruptedException {
    long restored = restores.getAsLong();
    Subscription<T> subscription = new Subscription<>(feed, store.snapshot());
    for (Iterable<byte[]> part : subscription.begin(resumeFrom)) {
      send(part, replies);
    }
    while (true) {
      Snapshot seen = subscription.told().snapshot();
      awaitChange(subscription.told().topics(), seen);
      Snapshot next = store.snapshot();
      if (restores.getAsLong() != restored || next.lastIndex() < seen.lastIndex()) {
        throw new GrpcException(
            GrpcStatus.ABORTED,
            "subscription closed by server, client must reset state and resubscribe");
      }
      send(subscription.advance(next), replies);
    }
  }

  private static void send(Iterable<byte[]> messages, GrpcMethod.Replies replies)
      throws InterruptedException {
    for (byte[] message : messages) {
      replies.send(message);
    }
  }

  private void awaitChange(List<Topic> topics, Snapshot seen) throws InterruptedException {
    CompletableFuture<Boolean> changed = new CompletableFuture<>();
    var parked = store.watches().park(topics, seen, () -> changed.complete(true));
    try {
      changed.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      parked.cancel();
    }
  }
}
