// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import io.praetor.rpc.grpc.GrpcException;
import io.praetor.rpc.grpc.GrpcStatus;
import io.praetor.wire.DecodeException;
import io.praetor.wire.ProtoReader;

/// `subscribe.SubscribeRequest`, with its errors in Consul's words.
///
/// @param topic the number that was sent, whether there is such a topic or not
/// @param wildcard asks for all subjects of the topic; then `key` and `peerName` mean nothing
/// @param index the index of the last event that the caller has; 0 when it has none
record SubscribeRequest(
    long topic, boolean wildcard, String key, String peerName, long index, String datacenter) {

  /// Reads one, also in the older form that names its subject at the top.
  static SubscribeRequest decode(byte[] message) throws GrpcException {
    try {
      return read(new ProtoReader(message));
    } catch (DecodeException e) {
      throw new GrpcException(
          GrpcStatus.INTERNAL, "grpc: failed to unmarshal the received message: " + e.getMessage());
    }
  }

  private static SubscribeRequest read(ProtoReader in) {
    long topic = 0;
    long index = 0;
    boolean wildcard = false;
    boolean named = false;
    String oldKey = "";
    String oldPeer = "";
    String key = "";
    String peer = "";
    String datacenter = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> topic = (int) in.integer();
        case 2 -> oldKey = in.string();
        case 4 -> index = in.integer();
        case 5 -> datacenter = in.string();
        case 8 -> oldPeer = in.string();
        // One field of the two is meant: the last one that is there.
        case 9 -> {
          wildcard = in.bool();
          named = false;
        }
        case 10 -> {
          wildcard = false;
          named = true;
          ProtoReader subject = in.message();
          while (subject.next()) {
            switch (subject.field()) {
              case 1 -> key = subject.string();
              case 4 -> peer = subject.string();
              default -> {
                // Namespaces and partitions are not part of the free edition.
              }
            }
          }
        }
        default -> {
          // The token means nothing without access control.
        }
      }
    }
    return new SubscribeRequest(
        topic, wildcard, named ? key : oldKey, named ? peer : oldPeer, index, datacenter);
  }

  /// The topic, once it is clear that the subject fits to it.
  EventTopic checkedTopic() throws GrpcException {
    EventTopic known = EventTopic.of(topic);
    String label = EventTopic.label(topic);
    if (wildcard) {
      if (known == EventTopic.UNKNOWN) {
        throw new GrpcException(GrpcStatus.UNKNOWN, "unknown topic " + label);
      }
      if (!known.wildcard()) {
        throw new GrpcException(
            GrpcStatus.UNKNOWN, "topic " + label + " does not support wildcard subscriptions");
      }
      return known;
    }
    if (key.isEmpty()) {
      throw invalid("either WildcardSubject or NamedSubject.Key is required");
    }
    if (known == EventTopic.SERVICE_LIST) {
      throw invalid("topic " + label + " can only be consumed using WildcardSubject");
    }
    if (!known.named()) {
      throw invalid("cannot construct subject for topic " + label);
    }
    return known;
  }

  private static GrpcException invalid(String text) {
    return new GrpcException(GrpcStatus.INVALID_ARGUMENT, text);
  }
}
