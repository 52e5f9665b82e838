// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.count;
import static io.praetor.catalog.entries.EntryRules.require;

import java.util.List;

/// The rules of exported-services.
final class ExportedRules {
  private ExportedRules() {}

  static void check(ConfigEntry entry, ExportedServices body) {
    require(entry.name().equals("default"), "exported-services Name must be \"default\"");
    int at = 0;
    for (ExportedServices.Service service : Forms.items(body.services())) {
      String where = "Services[" + at++ + "]";
      require(!service.name().isEmpty(), where + ": service name cannot be empty");
      List<ExportedServices.Consumer> consumers = Forms.items(service.consumers());
      require(!consumers.isEmpty(), where + ": must have at least one consumer");
      int i = 0;
      for (ExportedServices.Consumer consumer : consumers) {
        check(where + ".Consumers[" + i++ + "]: ", consumer);
      }
    }
  }

  private static void check(String where, ExportedServices.Consumer consumer) {
    require(
        count(
                !consumer.peer().isEmpty(),
                !consumer.partition().isEmpty(),
                !consumer.samenessGroup().isEmpty())
            <= 1,
        where + "must define at most one of Peer, Partition, or SamenessGroup");
    require(
        !consumer.partition().equals("*"),
        where + "exporting to all partitions (wildcard) is not supported");
    require(
        !consumer.peer().equals("*"), where + "exporting to all peers (wildcard) is not supported");
    require(
        consumer.samenessGroup().isEmpty(),
        where + "sameness-groups are an enterprise-only feature");
  }
}
