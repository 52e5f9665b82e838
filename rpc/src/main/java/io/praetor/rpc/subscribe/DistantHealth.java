// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.ServiceSpecificRequest;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.HealthMethods;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.grpc.GrpcException;
import io.praetor.rpc.grpc.GrpcMethod;
import io.praetor.rpc.grpc.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A subscription to a service of another datacenter: that datacenter is read with a blocking query,
/// and what differs from one answer to the next is sent. Its indexes are those of the other datacenter.
/// One thread, which waits.
final class DistantHealth {
  private final Rpc rpc;
  private final HealthFeed feed;
  private final String datacenter;

  DistantHealth(Rpc rpc, HealthFeed feed, String datacenter) {
    this.rpc = rpc;
    this.feed = feed;
    this.datacenter = datacenter;
  }

  /// Sends until the subscriber is gone.
  ///
  /// @param resumeFrom the index of the last event that the subscriber has; 0 for none
  /// @throws GrpcException when the other datacenter cannot be asked (any more), or has forgotten
  void follow(long resumeFrom, GrpcMethod.Replies replies)
      throws GrpcException, InterruptedException {
    Reply<List<CheckServiceNode>> reply = read(0);
    long index = reply.meta().index();
    SortedMap<String, CheckServiceNode> told = HealthFeed.byKey(reply.value());
    if (resumeFrom != index) {
      if (resumeFrom != 0) {
        replies.send(Events.newSnapshotToFollow());
      }
      send(Events.apart(feed, Change.between(new TreeMap<>(), told), index), replies);
      replies.send(Events.endOfSnapshot(index));
    }
    while (true) {
      reply = read(index);
      if (reply.meta().index() < index) {
        throw new GrpcException(
            GrpcStatus.ABORTED,
            "subscription closed by server, client must reset state and resubscribe");
      }
      index = reply.meta().index();
      SortedMap<String, CheckServiceNode> now = HealthFeed.byKey(reply.value());
      send(Events.together(feed, Change.between(told, now), index), replies);
      told = now;
    }
  }

  private Reply<List<CheckServiceNode>> read(long seen) throws GrpcException, InterruptedException {
    ServiceSpecificRequest request =
        ServiceSpecificRequest.builder()
            .serviceName(feed.service())
            .peerName(feed.peer())
            .connect(feed.connect())
            .build();
    QueryOptions options =
        QueryOptions.STALE.withDatacenter(datacenter).withBlocking(seen, Duration.ZERO);
    try {
      return rpc.read(HealthMethods.SERVICE_NODES, request, options);
    } catch (ConsulException e) {
      throw new GrpcException(GrpcStatus.UNAVAILABLE, e.text());
    }
  }

  private static void send(Iterable<byte[]> messages, GrpcMethod.Replies replies)
      throws InterruptedException {
    for (byte[] message : messages) {
      replies.send(message);
    }
  }
}
