// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.CheckType;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import org.jspecify.annotations.Nullable;

/// The JSON of the files below `services` and `checks`, as Consul writes them.
final class StoredForms {
  static final Struct<ServiceEntry> SERVICE =
      Struct.<ServiceEntry>named("persistedService")
          .field("Token", Codecs.STRING, ServiceEntry::token)
          .field("Service", Codecs.nullable(NodeService.CODEC), ServiceEntry::service)
          .field("Source", Codecs.STRING, entry -> entry.source().word())
          .omitEmpty(
              "LocallyRegisteredAsSidecar",
              Codecs.BOOL,
              entry -> entry.service().locallyRegisteredAsSidecar())
          .build(v -> service(v.get(0), v.get(1), v.get(2), v.get(3)));

  static final Struct<CheckEntry> CHECK =
      Struct.<CheckEntry>named("persistedCheck")
          .field("Check", Codecs.nullable(HealthCheck.CODEC), CheckEntry::check)
          .field("ChkType", Codecs.nullable(CheckType.CODEC), CheckEntry::type)
          .field("Token", Codecs.STRING, CheckEntry::token)
          .field("Source", Codecs.STRING, entry -> entry.source().word())
          .build(v -> check(v.get(0), v.get(1), v.get(2), v.get(3)));

  private StoredForms() {}

  private static ServiceEntry service(
      String token, @Nullable NodeService service, String source, boolean sidecar) {
    NodeService read = service == null ? NodeService.builder().build() : service;
    return new ServiceEntry(
        read.toBuilder().locallyRegisteredAsSidecar(sidecar).build(), token, Source.of(source));
  }

  private static CheckEntry check(
      @Nullable HealthCheck check, @Nullable CheckType type, String token, String source) {
    HealthCheck read = check == null ? HealthCheck.builder().build() : check;
    return new CheckEntry(read, type, token, Source.of(source));
  }
}
