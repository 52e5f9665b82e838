// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// The name of a service where Consul wraps it in a struct.
public record ServiceName(String name) {

  public static final Struct<ServiceName> CODEC =
      Struct.<ServiceName>named("ServiceName")
          .field("Name", STRING, ServiceName::name)
          .build(v -> new ServiceName(v.get(0)));
}
