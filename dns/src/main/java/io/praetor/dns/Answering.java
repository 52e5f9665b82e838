// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The givens of one query, and the host names that turned out to be needed from the recursors. One
/// thread.
final class Answering {
  /// How often an alias that leads to another of our names is followed.
  static final int ALIAS_LEVELS = 3;

  /// Upstream records taken per alias when the client has not shown EDNS.
  private static final int PLAIN_UPSTREAM_RECORDS = 5;

  /// More host names than these are not looked up for one query, so that one packet in never becomes
  /// very many out; the rest stays without addresses.
  private static final int MOST_HOSTS = 32;

  final DnsSettings settings;
  final DnsSource source;
  final RandomGenerator random;
  final Client client;
  final boolean hasEdns;
  final long nowEpochSeconds;

  /// A look-up would wait, on a thread that may not.
  boolean wouldWait;

  final Set<Name> unknownHosts = new LinkedHashSet<>();
  private final KnownHosts known;
  private final boolean mayWait;
  private final InDomain inDomain;

  Answering(
      DnsSettings settings,
      DnsSource source,
      RandomGenerator random,
      Client client,
      boolean hasEdns,
      long nowEpochSeconds,
      KnownHosts known,
      boolean mayWait,
      InDomain inDomain) {
    this.settings = settings;
    this.source = source;
    this.random = random;
    this.client = client;
    this.hasEdns = hasEdns;
    this.nowEpochSeconds = nowEpochSeconds;
    this.known = known;
    this.mayWait = mayWait;
    this.inDomain = inDomain;
  }

  /// Asked before each look-up in a datacenter: whether it may be made on this thread. If not, what is
  /// put together here comes to nothing, and the query is answered again on another thread.
  boolean mayLookUp(String datacenter) {
    if (mayWait || source.answersAtOnce(datacenter)) {
      return true;
    }
    wouldWait = true;
    return false;
  }

  /// As above, of a prepared query, which may go on to other datacenters.
  boolean mayRunQuery() {
    wouldWait |= !mayWait;
    return mayWait;
  }

  /// What an alias target resolves to: within our domains by asking ourselves for everything, at most
  /// `levels` deep; otherwise what the recursors said about its A records. Empty when nothing is known.
  List<ResourceRecord> follow(Name target, int levels) throws DnsFormatException {
    Name zone = settings.zoneOf(target);
    if (zone != null) {
      if (levels <= 0) {
        return List.of();
      }
      Draft draft = new Draft();
      inDomain.answer(this, target, zone, RecordType.ANY, levels - 1, draft);
      return draft.answers;
    }
    if (!settings.hasRecursors()) {
      return List.of();
    }
    List<ResourceRecord> said = known.records(target);
    if (said == null) {
      if (known.size() + unknownHosts.size() < MOST_HOSTS) {
        unknownHosts.add(target.lowerCase());
      }
      return List.of();
    }
    return hasEdns || said.size() <= PLAIN_UPSTREAM_RECORDS
        ? said
        : said.subList(0, PLAIN_UPSTREAM_RECORDS);
  }

  /// Answers for a name below one of our domains.
  interface InDomain {
    void answer(Answering asking, Name name, Name zone, int queryType, int levels, Draft draft)
        throws DnsFormatException;
  }
}
