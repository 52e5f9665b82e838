// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// One of the addresses that a service has beside its main one (`TaggedAddresses`).
public record ServiceAddress(String address, int port) {

  public static final Struct<ServiceAddress> CODEC =
      Struct.<ServiceAddress>named("ServiceAddress")
          .field("Address", STRING, ServiceAddress::address)
          .field("Port", INT, ServiceAddress::port)
          .build(v -> new ServiceAddress(v.get(0), v.get(1)));
}
