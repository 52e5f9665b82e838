// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.dns.DnsSource.QueryAnswer;
import io.praetor.dns.DnsSource.ServiceQuery;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
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

  /// Whether answering this query may make the source wait for another machine.
  public boolean mayWait(Message query, DnsSettings settings) {
    Question question = query.question();
    Name zone = question == null ? null : settings.zoneOf(question.name());
    if (question == null || zone == null) {
      return !source.answersAtOnce("");
    }
    Asked asked = Questions.parse(question.name().labelsBefore(zone), question.type());
    return !source.answersAtOnce(
        switch (asked) {
          case Asked.Node node -> node.datacenter();
          case Asked.Service service -> service.datacenter();
          case Asked.Query prepared -> prepared.datacenter();
          case Asked.Virtual virtual -> "";
          case Asked.Address address -> "";
          case Asked.Nothing nothing -> "";
        });
  }

  /// @param known what the recursors have said so far about host names, for this query
  /// @param seed decides the order of the answers; the same one when asked again after a `Resolve`
  public Reply answer(
      Message query,
      Client client,
      DnsSettings settings,
      KnownHosts known,
      long seed,
      long nowEpochSeconds) {
    Question question = query.question();
    RandomGenerator random = new SplittableRandom(seed);
    Answering asking =
        new Answering(
            settings,
            source,
            random,
            client,
            query.edns() != null,
            nowEpochSeconds,
            known,
            DnsAnswerer::inDomain);
    try {
      Draft draft = question == null ? null : draft(asking, question);
      if (draft == null) {
        return refused(query);
      }
      if (draft.forward) {
        return new Reply.Forward(recursors(settings, random), recursorsFailed(query));
      }
      if (!asking.unknownHosts.isEmpty()) {
        return new Reply.Resolve(recursors(settings, random), asking.unknownHosts);
      }
      return new Reply.Send(
          SizeRules.write(message(query, draft, settings), client.transport(), settings));
    } catch (DnsFormatException noWireForm) {
      // A name or text of the catalog that no packet can carry. Consul stays silent then, too.
      return new Reply.Silence();
    }
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
        default -> inDomain(asking, name, zone, question.type(), Answering.ALIAS_LEVELS, draft);
      }
    } else if (name.isWithin(ReverseName.ARPA)) {
      reverse(asking, name, question.type(), draft);
    } else if (settings.hasRecursors()) {
      draft.forward = true;
    } else {
      return null;
    }
    return draft;
  }

  private static void inDomain(
      Answering asking, Name name, Name zone, int queryType, int levels, Draft draft)
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

  /// PTR records for whatever type was asked.
  private static void reverse(Answering asking, Name name, int queryType, Draft draft)
      throws DnsFormatException {
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

  private static Message message(Message query, Draft draft, DnsSettings settings) {
    int recursion = settings.hasRecursors() ? Flags.RA : 0;
    return new Message(
        query.id(),
        replyFlags(query) | Flags.AA | recursion | draft.rcode,
        query.question(),
        draft.answers,
        draft.authority,
        draft.additional,
        edns(query, draft.dependsOnSubnet && !isNegative(draft.rcode)));
  }

  /// The client's own size comes back, and its subnet with the number of bits that mattered.
  private static @Nullable Edns edns(Message query, boolean dependsOnSubnet) {
    Edns edns = query.edns();
    ClientSubnet subnet = edns == null ? null : edns.subnet();
    return edns == null || subnet == null
        ? edns
        : new Edns(
            edns.udpSizeBytes(), subnet.withScope(dependsOnSubnet ? subnet.sourcePrefix() : 0));
  }

  private static boolean isNegative(int rcode) {
    return switch (rcode) {
      case Rcode.NXDOMAIN, Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP -> true;
      default -> false;
    };
  }

  /// What comes back from the query's flags. A NOTIFY gets its operation code alone.
  private static int replyFlags(Message query) {
    int opcode = Flags.opcode(query.flags());
    int echoed = opcode == Flags.OPCODE_QUERY ? query.flags() & (Flags.RD | Flags.CD) : 0;
    return Flags.QR | Flags.opcodeBits(query.flags()) | echoed;
  }

  private static Reply refused(Message query) throws DnsFormatException {
    return new Reply.Send(
        MessageWriter.write(
            Message.withoutRecords(query.id(), replyFlags(query) | Rcode.REFUSED, query.question()),
            false));
  }

  private static byte[] recursorsFailed(Message query) throws DnsFormatException {
    Message failure =
        new Message(
            query.id(),
            replyFlags(query) | Flags.RA | Rcode.SERVFAIL,
            query.question(),
            List.of(),
            List.of(),
            List.of(),
            edns(query, false));
    return MessageWriter.write(failure, false);
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
