// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of `Catalog.Register` and of its log entry, and the form of nodes, services and checks in a
/// snapshot. The node's name and address are always there; service and checks ride along.
public record RegisterRequest(
    String datacenter,
    String id,
    String node,
    String address,
    @Nullable Map<String, String> taggedAddresses,
    @Nullable Map<String, String> nodeMeta,
    @Nullable NodeService service,
    @Nullable HealthCheck check,
    @Nullable List<HealthCheck> checks,
    boolean skipNodeUpdate,
    @Nullable Locality locality,
    String peerName,
    String token,
    long createIndex,
    long modifyIndex) {

  public static final Struct<RegisterRequest> CODEC =
      Struct.<RegisterRequest>named("RegisterRequest")
          .field("Datacenter", STRING, RegisterRequest::datacenter)
          .field("ID", STRING, RegisterRequest::id)
          .field("Node", STRING, RegisterRequest::node)
          .field("Address", STRING, RegisterRequest::address)
          .field("TaggedAddresses", nullable(map(STRING)), RegisterRequest::taggedAddresses)
          .field("NodeMeta", nullable(map(STRING)), RegisterRequest::nodeMeta)
          .field("Service", nullable(NodeService.CODEC), RegisterRequest::service)
          .field("Check", nullable(HealthCheck.CODEC), RegisterRequest::check)
          .field("Checks", nullable(list(HealthCheck.CODEC)), RegisterRequest::checks)
          .field("SkipNodeUpdate", BOOL, RegisterRequest::skipNodeUpdate)
          .omitEmpty("Locality", nullable(Locality.CODEC), RegisterRequest::locality)
          .omitEmpty("PeerName", STRING, RegisterRequest::peerName)
          .field("Token", STRING, RegisterRequest::token)
          .field("CreateIndex", ULONG, RegisterRequest::createIndex)
          .field("ModifyIndex", ULONG, RegisterRequest::modifyIndex)
          .build(
              v ->
                  new RegisterRequest(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13),
                      v.get(14)));

  public RegisterRequest {
    taggedAddresses = Frozen.map(taggedAddresses);
    nodeMeta = Frozen.map(nodeMeta);
    checks = Frozen.list(checks);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Collects the fields of a new RegisterRequest; those not set stay at Go's zero. One thread.
  public static final class Builder {
    private String datacenter = "";
    private String id = "";
    private String node = "";
    private String address = "";
    private @Nullable Map<String, String> taggedAddresses;
    private @Nullable Map<String, String> nodeMeta;
    private @Nullable NodeService service;
    private @Nullable HealthCheck check;
    private @Nullable List<HealthCheck> checks;
    private boolean skipNodeUpdate;
    private @Nullable Locality locality;
    private String peerName = "";
    private String token = "";
    private long createIndex;
    private long modifyIndex;

    private Builder() {}

    private Builder(RegisterRequest from) {
      datacenter = from.datacenter;
      id = from.id;
      node = from.node;
      address = from.address;
      taggedAddresses = from.taggedAddresses;
      nodeMeta = from.nodeMeta;
      service = from.service;
      check = from.check;
      checks = from.checks;
      skipNodeUpdate = from.skipNodeUpdate;
      locality = from.locality;
      peerName = from.peerName;
      token = from.token;
      createIndex = from.createIndex;
      modifyIndex = from.modifyIndex;
    }

    public Builder datacenter(String value) {
      datacenter = value;
      return this;
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

    public Builder taggedAddresses(@Nullable Map<String, String> value) {
      taggedAddresses = value;
      return this;
    }

    public Builder nodeMeta(@Nullable Map<String, String> value) {
      nodeMeta = value;
      return this;
    }

    public Builder service(@Nullable NodeService value) {
      service = value;
      return this;
    }

    public Builder check(@Nullable HealthCheck value) {
      check = value;
      return this;
    }

    public Builder checks(@Nullable List<HealthCheck> value) {
      checks = value;
      return this;
    }

    public Builder skipNodeUpdate(boolean value) {
      skipNodeUpdate = value;
      return this;
    }

    public Builder locality(@Nullable Locality value) {
      locality = value;
      return this;
    }

    public Builder peerName(String value) {
      peerName = value;
      return this;
    }

    public Builder token(String value) {
      token = value;
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

    public RegisterRequest build() {
      return new RegisterRequest(
          datacenter,
          id,
          node,
          address,
          taggedAddresses,
          nodeMeta,
          service,
          check,
          checks,
          skipNodeUpdate,
          locality,
          peerName,
          token,
          createIndex,
          modifyIndex);
    }
  }
}
