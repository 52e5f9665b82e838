// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of a check: of a node, or of a service instance on it when `serviceId` is set.
/// `interval` and `timeout` are texts for the reader (`10s`), not settings.
public record HealthCheck(
    String node,
    String checkId,
    String name,
    String status,
    String notes,
    String output,
    String serviceId,
    String serviceName,
    @Nullable List<String> serviceTags,
    String type,
    String interval,
    String timeout,
    int exposedPort,
    String peerName,
    HealthCheckDefinition definition,
    long createIndex,
    long modifyIndex) {

  public static final Struct<HealthCheck> CODEC =
      Struct.<HealthCheck>named("HealthCheck")
          .field("Node", STRING, HealthCheck::node)
          .field("CheckID", STRING, HealthCheck::checkId)
          .field("Name", STRING, HealthCheck::name)
          .field("Status", STRING, HealthCheck::status)
          .field("Notes", STRING, HealthCheck::notes)
          .field("Output", STRING, HealthCheck::output)
          .field("ServiceID", STRING, HealthCheck::serviceId)
          .field("ServiceName", STRING, HealthCheck::serviceName)
          .field("ServiceTags", nullable(list(STRING)), HealthCheck::serviceTags)
          .field("Type", STRING, HealthCheck::type)
          .field("Interval", STRING, HealthCheck::interval)
          .field("Timeout", STRING, HealthCheck::timeout)
          .field("ExposedPort", INT, HealthCheck::exposedPort)
          .omitEmpty("PeerName", STRING, HealthCheck::peerName)
          .field("Definition", HealthCheckDefinition.CODEC, HealthCheck::definition)
          .field("CreateIndex", ULONG, HealthCheck::createIndex)
          .field("ModifyIndex", ULONG, HealthCheck::modifyIndex)
          .build(
              v ->
                  new HealthCheck(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13),
                      v.get(14), v.get(15), v.get(16)));

  public HealthCheck {
    serviceTags = Frozen.list(serviceTags);
  }

  public HealthCheck withIndexes(long create, long modify) {
    return new HealthCheck(
        node,
        checkId,
        name,
        status,
        notes,
        output,
        serviceId,
        serviceName,
        serviceTags,
        type,
        interval,
        timeout,
        exposedPort,
        peerName,
        definition,
        create,
        modify);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Collects the fields of a new HealthCheck; those not set stay at Go's zero. One thread.
  public static final class Builder {
    private String node = "";
    private String checkId = "";
    private String name = "";
    private String status = "";
    private String notes = "";
    private String output = "";
    private String serviceId = "";
    private String serviceName = "";
    private @Nullable List<String> serviceTags;
    private String type = "";
    private String interval = "";
    private String timeout = "";
    private int exposedPort;
    private String peerName = "";
    private HealthCheckDefinition definition = HealthCheckDefinition.NONE;
    private long createIndex;
    private long modifyIndex;

    private Builder() {}

    private Builder(HealthCheck from) {
      node = from.node;
      checkId = from.checkId;
      name = from.name;
      status = from.status;
      notes = from.notes;
      output = from.output;
      serviceId = from.serviceId;
      serviceName = from.serviceName;
      serviceTags = from.serviceTags;
      type = from.type;
      interval = from.interval;
      timeout = from.timeout;
      exposedPort = from.exposedPort;
      peerName = from.peerName;
      definition = from.definition;
      createIndex = from.createIndex;
      modifyIndex = from.modifyIndex;
    }

    public Builder node(String value) {
      node = value;
      return this;
    }

    public Builder checkId(String value) {
      checkId = value;
      return this;
    }

    public Builder name(String value) {
      name = value;
      return this;
    }

    public Builder status(String value) {
      status = value;
      return this;
    }

    public Builder notes(String value) {
      notes = value;
      return this;
    }

    public Builder output(String value) {
      output = value;
      return this;
    }

    public Builder serviceId(String value) {
      serviceId = value;
      return this;
    }

    public Builder serviceName(String value) {
      serviceName = value;
      return this;
    }

    public Builder serviceTags(@Nullable List<String> value) {
      serviceTags = value;
      return this;
    }

    public Builder type(String value) {
      type = value;
      return this;
    }

    public Builder interval(String value) {
      interval = value;
      return this;
    }

    public Builder timeout(String value) {
      timeout = value;
      return this;
    }

    public Builder exposedPort(int value) {
      exposedPort = value;
      return this;
    }

    public Builder peerName(String value) {
      peerName = value;
      return this;
    }

    public Builder definition(HealthCheckDefinition value) {
      definition = value;
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

    public HealthCheck build() {
      return new HealthCheck(
          node,
          checkId,
          name,
          status,
          notes,
          output,
          serviceId,
          serviceName,
          serviceTags,
          type,
          interval,
          timeout,
          exposedPort,
          peerName,
          definition,
          createIndex,
          modifyIndex);
    }
  }
}
