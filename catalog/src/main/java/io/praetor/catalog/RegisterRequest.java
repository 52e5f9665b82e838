// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

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
