// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Answers for addresses written backwards under `arpa.`, of nodes and services of the own datacenter.
/// What is not known here may be known to the recursors. Pure.
final class ReverseAnswers {
  private ReverseAnswers() {}

  /// PTR records for whatever type was asked.
  static void answer(Answering asking, Name name, int queryType, Draft draft)
      throws DnsFormatException {
    if (!asking.mayLookUp("")) {
      return;
    }
    InetAddress address = ReverseName.address(name);
    String local = address == null ? null : localName(asking, address);
    if (local != null) {
      Name target = asking.settings.domain().child(local);
      draft.answers.add(new ResourceRecord(name, 0, new RecordData.Ptr(target)));
    } else if (asking.settings.hasRecursors()) {
      draft.forward = true;
      return;
    }
    if (queryType == RecordType.SOA) {
      draft.authority.add(ZoneAnswers.soa(asking, name));
    }
    if (local == null) {
      draft.rcode = Rcode.NXDOMAIN;
      draft.authority.add(ZoneAnswers.soa(asking, name));
    }
  }

  /// A node is preferred to a service with the same address.
  private static @Nullable String localName(Answering asking, InetAddress address) {
    String datacenter = asking.settings.datacenter();
    if (asking.source.nodeWithAddress(address) instanceof Lookup.Found<String>(String node)) {
      return node + ".node." + datacenter;
    }
    if (asking.source.serviceWithAddress(address) instanceof Lookup.Found<String>(String service)) {
      return service + ".service." + datacenter;
    }
    return null;
  }
}
