// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.dns.DnsSource.QueryAnswer;
import io.praetor.dns.DnsSource.ServiceQuery;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// Answers for names below our domains: looks up what the form of the name asks for, and gives an SOA
/// record with what does not exist or, for services, has no record of the type. Pure.
final class DomainAnswers {
  private DomainAnswers() {}

  static void answer(Answering asking, Name name, Name zone, int queryType, int levels, Draft draft)
      throws DnsFormatException {
    switch (Questions.parse(name.labelsBefore(zone), queryType)) {
      case Asked.Node node -> NodeAnswers.answer(asking, node, name, queryType, levels, draft);
      case Asked.Service service -> service(asking, service, name, zone, queryType, levels, draft);
      case Asked.Query prepared -> query(asking, prepared, name, zone, queryType, levels, draft);
      case Asked.Virtual virtual -> virtual(asking, virtual, name, zone, queryType, draft);
      case Asked.Address address -> address(asking, address, name, zone, queryType, draft);
      case Asked.Nothing nothing -> draft.rcode = Rcode.NXDOMAIN;
    }
    if (draft.rcode == Rcode.NXDOMAIN) {
      draft.authority.add(ZoneAnswers.soa(asking, name));
    }
  }

  private static void service(
      Answering asking,
      Asked.Service asked,
      Name name,
      Name zone,
      int queryType,
      int levels,
      Draft draft)
      throws DnsFormatException {
    if (asked.name().isEmpty()) {
      draft.rcode = Rcode.SERVFAIL;
      return;
    }
    if (!asking.mayLookUp(asked.datacenter())) {
      return;
    }
    ServiceQuery query =
        new ServiceQuery(asked.kind(), asked.name(), asked.tag(), asked.datacenter(), asked.peer());
    switch (asking.source.instances(query)) {
      case Lookup.Missing<List<CheckServiceNode>> missing -> draft.rcode = Rcode.NXDOMAIN;
      case Lookup.Failed<List<CheckServiceNode>> failed -> draft.rcode = Rcode.SERVFAIL;
      case Lookup.Found<List<CheckServiceNode>>(List<CheckServiceNode> all) -> {
        List<CheckServiceNode> healthy =
            ServiceAnswers.healthy(all, asking.settings.config().onlyPassing());
        ServiceAnswers.shuffle(healthy, asking.random);
        long ttl = asking.settings.serviceTtlSeconds(asked.name());
        instances(
            new ServiceAnswers(asking, name, zone, ttl, levels, draft),
            healthy,
            asked.port(),
            queryType,
            draft);
        addSoaToNoData(asking, name, draft);
      }
    }
  }

  private static void query(
      Answering asking,
      Asked.Query asked,
      Name name,
      Name zone,
      int queryType,
      int levels,
      Draft draft)
      throws DnsFormatException {
    if (!asking.mayRunQuery()) {
      return;
    }
    draft.dependsOnSubnet = true;
    switch (asking.source.runQuery(asked.nameOrId(), asked.datacenter(), asking.client.address())) {
      case Lookup.Missing<QueryAnswer> missing -> draft.rcode = Rcode.NXDOMAIN;
      case Lookup.Failed<QueryAnswer> failed -> draft.rcode = Rcode.SERVFAIL;
      case Lookup.Found<QueryAnswer>(QueryAnswer answer) -> {
        Duration own = answer.ttl();
        long ttl =
            own == null ? asking.settings.serviceTtlSeconds(answer.service()) : own.toSeconds();
        instances(
            new ServiceAnswers(asking, name, zone, ttl, levels, draft),
            answer.instances(),
            "",
            queryType,
            draft);
        addSoaToNoData(asking, name, draft);
      }
    }
  }

  private static void instances(
      ServiceAnswers records,
      List<CheckServiceNode> instances,
      String port,
      int queryType,
      Draft draft)
      throws DnsFormatException {
    if (instances.isEmpty()) {
      draft.rcode = Rcode.NXDOMAIN;
      return;
    }
    switch (queryType) {
      case RecordType.SRV -> {
        records.servers(instances, port);
        if (draft.answers.isEmpty()) {
          draft.rcode = Rcode.NXDOMAIN;
        }
      }
      case RecordType.A, RecordType.AAAA, RecordType.ANY, RecordType.TXT ->
          records.addresses(instances, queryType);
      default -> {}
    }
  }

  private static void addSoaToNoData(Answering asking, Name name, Draft draft)
      throws DnsFormatException {
    if (draft.rcode == Rcode.NOERROR && draft.answers.isEmpty()) {
      draft.authority.add(ZoneAnswers.soa(asking, name));
    }
  }

  private static void virtual(
      Answering asking, Asked.Virtual asked, Name name, Name zone, int queryType, Draft draft) {
    if (!asking.mayLookUp("")) {
      return;
    }
    switch (asking.source.virtualAddress(asked.service(), asked.peer())) {
      case Lookup.Missing<InetAddress> missing -> {}
      case Lookup.Failed<InetAddress> failed -> draft.rcode = Rcode.SERVFAIL;
      case Lookup.Found<InetAddress>(InetAddress address) ->
          bareAddress(asking, Addresses.record(address), name, zone, queryType, draft);
    }
  }

  private static void address(
      Answering asking, Asked.Address asked, Name name, Name zone, int queryType, Draft draft) {
    byte[] bytes = ReverseName.fromHex(asked.digits());
    if (bytes == null) {
      draft.rcode = Rcode.NXDOMAIN;
      return;
    }
    // Sixteen bytes stay an AAAA record here, even those that stand for an IPv4 address.
    RecordData record = bytes.length == 4 ? new RecordData.A(bytes) : new RecordData.Aaaa(bytes);
    bareAddress(asking, record, name, zone, queryType, draft);
  }

  /// An address whose name has no other records: it is given in any case, if not as the answer then
  /// beside it.
  private static void bareAddress(
      Answering asking, RecordData record, Name name, Name zone, int queryType, Draft draft) {
    boolean fits = Addresses.answers(record, queryType);
    (fits ? draft.answers : draft.additional)
        .add(
            new ResourceRecord(
                name.withLowerCaseBefore(zone), asking.settings.nodeTtlSeconds(), record));
  }
}
