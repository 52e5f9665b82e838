// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// A named port of a service that has several.
public record ServicePort(String name, int port, boolean isDefault) {

  public static final Struct<ServicePort> CODEC =
      Struct.<ServicePort>named("ServicePort")
          .field("Name", STRING, ServicePort::name)
          .field("Port", INT, ServicePort::port)
          .field("Default", BOOL, ServicePort::isDefault)
          .build(v -> new ServicePort(v.get(0), v.get(1), v.get(2)));
}
