// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.Node;
import io.praetor.dns.DnsSource.ServiceKind;
import io.praetor.dns.DnsSource.ServiceQuery;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The records of the zone itself, SOA and NS. They are given for every name below the domain,
/// existing or not. Pure.
final class ZoneAnswers {
  private static final String SERVER_SERVICE = "consul";
  private static final int MOST_SERVERS = 3;

  private ZoneAnswers() {}

  static ResourceRecord soa(Answering asking, Name question) throws DnsFormatException {
    Name alt = asking.settings.altDomain();
    Name owner =
        alt != null && question.isStrictlyBelowWithCase(alt) ? alt : asking.settings.domain();
    var numbers = asking.settings.config().soa();
    return new ResourceRecord(
        owner,
        numbers.minTtl(),
        new RecordData.Soa(
            owner.child("ns"),
            owner.child("hostmaster"),
            asking.nowEpochSeconds,
            numbers.refresh(),
            numbers.retry(),
            numbers.expire(),
            numbers.minTtl()));
  }

  /// Up to three random servers, as NS records in one section and their addresses in the additional
  /// one.
  static void servers(
      Answering asking, Name question, Name zone, List<ResourceRecord> section, Draft draft)
      throws DnsFormatException {
    if (!asking.mayLookUp("")) {
      return;
    }
    ServiceQuery query = new ServiceQuery(ServiceKind.SERVICE, SERVER_SERVICE, "", "", "");
    if (!(asking.source.instances(query)
        instanceof Lookup.Found<List<CheckServiceNode>>(List<CheckServiceNode> all))) {
      return;
    }
    List<CheckServiceNode> servers =
        ServiceAnswers.healthy(all, asking.settings.config().onlyPassing());
    ServiceAnswers.shuffle(servers, asking.random);
    Name owner = question.suffixLike(zone);
    Name domain = owner.lowerCase();
    long ttl = asking.settings.nodeTtlSeconds();
    int count = 0;
    for (CheckServiceNode server : servers) {
      Node node = Addresses.node(server);
      String name = node.node().toLowerCase(Locale.ROOT);
      if (!isHostLabel(name)) {
        continue;
      }
      if (count++ == MOST_SERVERS) {
        return;
      }
      Name target = domain.child(name + ".node." + asking.settings.datacenter());
      section.add(new ResourceRecord(owner, ttl, new RecordData.Ns(target)));
      @Nullable RecordData address = ServiceAnswers.nodeAddress(asking, server);
      if (address != null) {
        draft.additional.add(new ResourceRecord(target, ttl, address));
      }
    }
  }

  /// Letters, digits, hyphens, and (as Consul has it) backslashes.
  private static boolean isHostLabel(String name) {
    return name.chars()
        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '\\');
  }
}
