// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The services that peers may use. There is one entry, named `default`.
public record ExportedServices(@Nullable List<Service> services) implements EntryBody {
  public static final Struct<ExportedServices> CODEC =
      Struct.<ExportedServices>named("ExportedServicesConfigEntry")
          .omitEmpty("Services", nullable(list(Service.CODEC)), ExportedServices::services)
          .build(v -> new ExportedServices(v.get(0)));

  /// A service, or all under `*`, and who may use it.
  public record Service(String name, String namespace, @Nullable List<Consumer> consumers) {
    public static final Struct<Service> CODEC =
        Struct.<Service>named("ExportedService")
            .field("Name", STRING, Service::name)
            .omitEmpty("Namespace", STRING, Service::namespace)
            .field("Consumers", nullable(list(Consumer.CODEC)), Service::consumers)
            .build(v -> new Service(v.get(0), v.get(1), v.get(2)));
  }

  /// Who may use a service.
  public record Consumer(String partition, String peer, String samenessGroup) {
    public static final Struct<Consumer> CODEC =
        Struct.<Consumer>named("ServiceConsumer")
            .omitEmpty("Partition", STRING, Consumer::partition)
            .omitEmpty("Peer", STRING, Consumer::peer)
            .omitEmpty("SamenessGroup", STRING, Consumer::samenessGroup)
            .build(v -> new Consumer(v.get(0), v.get(1), v.get(2)));
  }
}
