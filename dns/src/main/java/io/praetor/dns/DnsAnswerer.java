// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Answers queries the way Consul's DNS interface does. A pure function of the query, what the agent
/// and the recursors say, the settings, the time and a seed: it opens no socket and keeps nothing, and
/// any thread may call it. What it needs from recursors it asks for in its reply.
public final class DnsAnswerer {
  private final DnsSource source;

  public DnsAnswerer(DnsSource source) {
    this.source = source;
  }

  /// @param known what the recursors have said so far about host names, for this query
  /// @param seed decides the order of the answers; the same one when asked again
  /// @param mayWait whether the calling thread may wait for other machines; an event loop may not
  public Reply answer(
      Message query,
      Client client,
      DnsSettings settings,
      KnownHosts known,
      long seed,
      long nowEpochSeconds,
      boolean mayWait) {
    Question question = query.question();
    RandomGenerator random = new SplittableRandom(seed);
    Answering asking =
        new Answering(
            settings,
            source,
            random,
            onBehalfOf(query.edns(), client),
            query.edns() != null,
            nowEpochSeconds,
            known,
            mayWait,
            DomainAnswers::answer);
    try {
      Draft draft = question == null ? null : draft(asking, question);
      if (asking.wouldWait) {
        return new Reply.Later();
      }
      if (draft == null) {
        return new Reply.Send(Envelope.refused(query));
      }
      if (draft.forward) {
        return new Reply.Forward(recursors(settings, random), Envelope.recursorsFailed(query));
      }
      if (!asking.unknownHosts.isEmpty()) {
        return new Reply.Resolve(recursors(settings, random), asking.unknownHosts);
      }
      return new Reply.Send(
          SizeRules.write(Envelope.of(query, draft, settings), client.transport(), settings));
    } catch (DnsFormatException noWireForm) {
      // A name or text of the catalog that no packet can carry. Consul stays silent then, too.
      return new Reply.Silence();
    }
  }

  /// A resolver may say for which network it asks; distances are then counted from there.
  private static Client onBehalfOf(@Nullable Edns edns, Client client) {
    ClientSubnet subnet = edns == null ? null : edns.subnet();
    InetAddress address = subnet == null ? null : subnet.inetAddress();
    return address == null ? client : new Client(address, client.transport());
  }

  /// Null when the name is none of ours and there is nobody to pass it on to.
  private static @Nullable Draft draft(Answering asking, Question question)
      throws DnsFormatException {
    Draft draft = new Draft();
    Name name = question.name();
    DnsSettings settings = asking.settings;
    if (question.type() == RecordType.DS && settings.hasRecursors()) {
      // DS records belong to the parent of a zone; for our zones that is whom the recursors know.
      draft.forward = true;
      return draft;
    }
    Name zone = settings.zoneOf(name);
    if (zone != null) {
      switch (question.type()) {
        case RecordType.SOA -> {
          draft.answers.add(ZoneAnswers.soa(asking, name));
          ZoneAnswers.servers(asking, name, zone, draft.authority, draft);
        }
        case RecordType.NS -> ZoneAnswers.servers(asking, name, zone, draft.answers, draft);
        case RecordType.AXFR -> draft.rcode = Rcode.NOTIMP;
        default ->
            DomainAnswers.answer(
                asking, name, zone, question.type(), Answering.ALIAS_LEVELS, draft);
      }
    } else if (name.isWithin(ReverseName.ARPA)) {
      ReverseAnswers.answer(asking, name, question.type(), draft);
    } else if (settings.hasRecursors()) {
      draft.forward = true;
    } else {
      return null;
    }
    return draft;
  }

  private static List<InetSocketAddress> recursors(DnsSettings settings, RandomGenerator random) {
    List<InetSocketAddress> recursors = new ArrayList<>(settings.recursors());
    if (settings.config().recursorStrategy().equals("random")) {
      for (int i = recursors.size() - 1; i > 0; i--) {
        InetSocketAddress swapped = recursors.set(random.nextInt(i + 1), recursors.get(i));
        recursors.set(i, swapped);
      }
    }
    return recursors;
  }
}
