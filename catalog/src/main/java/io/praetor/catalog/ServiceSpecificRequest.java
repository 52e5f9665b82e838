// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What queries of one service ask by.
///
/// @param tagFilter whether `serviceTags` (or the older `serviceTag`) must all be there
/// @param connect asks for what serves the service in the mesh: its proxies and native instances
/// @param ingress asks for the ingress gateways of the service
/// @param mergeCentralConfig whether proxies show what configuration entries add to them
public record ServiceSpecificRequest(
    String serviceName,
    String serviceKind,
    String serviceTag,
    @Nullable List<String> serviceTags,
    String serviceAddress,
    boolean tagFilter,
    @Nullable Map<String, String> nodeMetaFilters,
    boolean connect,
    boolean ingress,
    String peerName,
    String samenessGroup,
    boolean mergeCentralConfig,
    int healthFilterType,
    QuerySource source) {

  public static final Struct<ServiceSpecificRequest> CODEC =
      Struct.<ServiceSpecificRequest>named("ServiceSpecificRequest")
          .field("ServiceName", STRING, ServiceSpecificRequest::serviceName)
          .field("ServiceKind", STRING, ServiceSpecificRequest::serviceKind)
          .field("ServiceTag", STRING, ServiceSpecificRequest::serviceTag)
          .field("ServiceTags", nullable(list(STRING)), ServiceSpecificRequest::serviceTags)
          .field("ServiceAddress", STRING, ServiceSpecificRequest::serviceAddress)
          .field("TagFilter", BOOL, ServiceSpecificRequest::tagFilter)
          .field("NodeMetaFilters", nullable(map(STRING)), ServiceSpecificRequest::nodeMetaFilters)
          .field("Connect", BOOL, ServiceSpecificRequest::connect)
          .field("Ingress", BOOL, ServiceSpecificRequest::ingress)
          .field("PeerName", STRING, ServiceSpecificRequest::peerName)
          .field("SamenessGroup", STRING, ServiceSpecificRequest::samenessGroup)
          .field("MergeCentralConfig", BOOL, ServiceSpecificRequest::mergeCentralConfig)
          .field("HealthFilterType", INT, ServiceSpecificRequest::healthFilterType)
          .field("Source", QuerySource.CODEC, ServiceSpecificRequest::source)
          .build(
              v ->
                  new ServiceSpecificRequest(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13)));

  public ServiceSpecificRequest {
    serviceTags = Frozen.list(serviceTags);
    nodeMetaFilters = Frozen.map(nodeMetaFilters);
  }

  /// All instances of a service of this cluster.
  public static ServiceSpecificRequest of(String service) {
    return builder().serviceName(service).build();
  }

  /// The tags that an instance must have.
  List<String> wantedTags() {
    if (!tagFilter) {
      return List.of();
    }
    if (serviceTags != null && !serviceTags.isEmpty()) {
      return serviceTags;
    }
    return serviceTag.isEmpty() ? List.of() : List.of(serviceTag);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Collects the fields of a new ServiceSpecificRequest; those not set stay at Go's zero. One thread.
  public static final class Builder {
    private String serviceName = "";
    private String serviceKind = "";
    private String serviceTag = "";
    private @Nullable List<String> serviceTags;
    private String serviceAddress = "";
    private boolean tagFilter;
    private @Nullable Map<String, String> nodeMetaFilters;
    private boolean connect;
    private boolean ingress;
    private String peerName = "";
    private String samenessGroup = "";
    private boolean mergeCentralConfig;
    private int healthFilterType;
    private QuerySource source = QuerySource.NONE;

    private Builder() {}

    private Builder(ServiceSpecificRequest from) {
      serviceName = from.serviceName;
      serviceKind = from.serviceKind;
      serviceTag = from.serviceTag;
      serviceTags = from.serviceTags;
      serviceAddress = from.serviceAddress;
      tagFilter = from.tagFilter;
      nodeMetaFilters = from.nodeMetaFilters;
      connect = from.connect;
      ingress = from.ingress;
      peerName = from.peerName;
      samenessGroup = from.samenessGroup;
      mergeCentralConfig = from.mergeCentralConfig;
      healthFilterType = from.healthFilterType;
      source = from.source;
    }

    public Builder serviceName(String value) {
      serviceName = value;
      return this;
    }

    public Builder serviceKind(String value) {
      serviceKind = value;
      return this;
    }

    public Builder serviceTag(String value) {
      serviceTag = value;
      return this;
    }

    public Builder serviceTags(@Nullable List<String> value) {
      serviceTags = value;
      return this;
    }

    public Builder serviceAddress(String value) {
      serviceAddress = value;
      return this;
    }

    public Builder tagFilter(boolean value) {
      tagFilter = value;
      return this;
    }

    public Builder nodeMetaFilters(@Nullable Map<String, String> value) {
      nodeMetaFilters = value;
      return this;
    }

    public Builder connect(boolean value) {
      connect = value;
      return this;
    }

    public Builder ingress(boolean value) {
      ingress = value;
      return this;
    }

    public Builder peerName(String value) {
      peerName = value;
      return this;
    }

    public Builder samenessGroup(String value) {
      samenessGroup = value;
      return this;
    }

    public Builder mergeCentralConfig(boolean value) {
      mergeCentralConfig = value;
      return this;
    }

    public Builder healthFilterType(int value) {
      healthFilterType = value;
      return this;
    }

    public Builder source(QuerySource value) {
      source = value;
      return this;
    }

    public ServiceSpecificRequest build() {
      return new ServiceSpecificRequest(
          serviceName,
          serviceKind,
          serviceTag,
          serviceTags,
          serviceAddress,
          tagFilter,
          nodeMetaFilters,
          connect,
          ingress,
          peerName,
          samenessGroup,
          mergeCentralConfig,
          healthFilterType,
          source);
    }
  }
}
