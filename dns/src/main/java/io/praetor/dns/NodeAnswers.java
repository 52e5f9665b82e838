// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.catalog.Node;
import java.util.List;

/// Answers for `name.node`. A node is given whatever its health. Pure.
final class NodeAnswers {
  private NodeAnswers() {}

  static void answer(
      Answering asking, Asked.Node asked, Name name, int queryType, int levels, Draft draft)
      throws DnsFormatException {
    boolean wantsText = queryType == RecordType.TXT || queryType == RecordType.ANY;
    boolean wantsAddress = queryType != RecordType.TXT;
    if (!wantsText && queryType != RecordType.A && queryType != RecordType.AAAA) {
      // Consul says for other types that there is nothing, without a look at the node.
      return;
    }
    if (!asking.mayLookUp(asked.datacenter())) {
      return;
    }
    switch (asking.source.node(asked.name(), asked.datacenter(), asked.peer())) {
      case Lookup.Missing<Node> missing -> draft.rcode = Rcode.NXDOMAIN;
      case Lookup.Failed<Node> failed -> draft.rcode = Rcode.SERVFAIL;
      case Lookup.Found<Node>(Node node) -> {
        long ttl = asking.settings.nodeTtlSeconds();
        if (wantsAddress) {
          address(asking, node, name, queryType, levels, draft, ttl);
        }
        if (wantsText || asking.settings.config().nodeMetaTxt()) {
          List<ResourceRecord> texts = NodeText.records(name, node, ttl);
          (wantsText ? draft.answers : draft.additional).addAll(texts);
        }
      }
    }
  }

  private static void address(
      Answering asking, Node node, Name name, int queryType, int levels, Draft draft, long ttl)
      throws DnsFormatException {
    String address = Addresses.forType(asking.settings, queryType).ofNode(node);
    RecordData record = Addresses.record(address);
    if (record == null) {
      Name target = Name.parse(address);
      draft.answers.add(new ResourceRecord(name, ttl, new RecordData.Cname(target)));
      draft.answers.addAll(asking.follow(target, levels));
    } else if (Addresses.answers(record, queryType)) {
      draft.answers.add(new ResourceRecord(name, ttl, record));
    }
  }
}
