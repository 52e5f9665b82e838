// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node of the catalog. `node` is its name, the primary key (compared without case); `id` is the
/// UUID its agent was born with, or empty for nodes that something else registered.
public record Node(
    String id,
    String node,
    String address,
    String datacenter,
    String partition,
    String peerName,
    @Nullable Map<String, String> taggedAddresses,
    @Nullable Map<String, String> meta,
    @Nullable Locality locality,
    long createIndex,
    long modifyIndex) {

  public static final Struct<Node> CODEC =
      Struct.<Node>named("Node")
          .field("ID", STRING, Node::id)
          .field("Node", STRING, Node::node)
          .field("Address", STRING, Node::address)
          .field("Datacenter", STRING, Node::datacenter)
          .omitEmpty("Partition", STRING, Node::partition)
          .omitEmpty("PeerName", STRING, Node::peerName)
          .field("TaggedAddresses", nullable(map(STRING)), Node::taggedAddresses)
          .field("Meta", nullable(map(STRING)), Node::meta)
          .omitEmpty("Locality", nullable(Locality.CODEC), Node::locality)
          .field("CreateIndex", ULONG, Node::createIndex)
          .field("ModifyIndex", ULONG, Node::modifyIndex)
          .build(
              v ->
                  new Node(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10)));

  public Node {
    taggedAddresses = Frozen.map(taggedAddresses);
    meta = Frozen.map(meta);
  }

  public Node withIndexes(long create, long modify) {
    return new Node(
        id,
        node,
        address,
        datacenter,
        partition,
        peerName,
        taggedAddresses,
        meta,
        locality,
        create,
        modify);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Collects the fields of a new Node; those not set stay at Go's zero. One thread.
  public static final class Builder {
    private String id = "";
    private String node = "";
    private String address = "";
    private String datacenter = "";
    private String partition = "";
    private String peerName = "";
    private @Nullable Map<String, String> taggedAddresses;
    private @Nullable Map<String, String> meta;
    private @Nullable Locality locality;
    private long createIndex;
    private long modifyIndex;

    private Builder() {}

    private Builder(Node from) {
      id = from.id;
      node = from.node;
      address = from.address;
      datacenter = from.datacenter;
      partition = from.partition;
      peerName = from.peerName;
      taggedAddresses = from.taggedAddresses;
      meta = from.meta;
      locality = from.locality;
      createIndex = from.createIndex;
      modifyIndex = from.modifyIndex;
    }

    public Builder id(String value) {
      id = value;
      return this;
    }

    public Builder node(String value) {
      node = value;
      return this;
    }

    public Builder address(String value) {
      address = value;
      return this;
    }

    public Builder datacenter(String value) {
      datacenter = value;
      return this;
    }

    public Builder partition(String value) {
      partition = value;
      return this;
    }

    public Builder peerName(String value) {
      peerName = value;
      return this;
    }

    public Builder taggedAddresses(@Nullable Map<String, String> value) {
      taggedAddresses = value;
      return this;
    }

    public Builder meta(@Nullable Map<String, String> value) {
      meta = value;
      return this;
    }

    public Builder locality(@Nullable Locality value) {
      locality = value;
      return this;
    }

    public Builder createIndex(long value) {
      createIndex = value;
      return this;
    }

    public Builder modifyIndex(long value) {
      modifyIndex = value;
      return this;
    }

    public Node build() {
      return new Node(
          id,
          node,
          address,
          datacenter,
          partition,
          peerName,
          taggedAddresses,
          meta,
          locality,
          createIndex,
          modifyIndex);
    }
  }
}
