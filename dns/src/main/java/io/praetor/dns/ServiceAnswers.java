// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServicePort;
import io.praetor.catalog.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Records for the instances of a service, however they were found. One for each query, one thread.
final class ServiceAnswers {
  private final Answering asking;
  private final Name question;

  /// The domain that was asked, in the letter case of the question: targets of SRV records end in it.
  private final Name domain;

  private final long ttl;
  private final int levels;
  private final Draft draft;

  ServiceAnswers(
      Answering asking, Name question, Name zone, long ttlSeconds, int levels, Draft draft) {
    this.asking = asking;
    this.question = question;
    this.domain = question.suffixLike(zone);
    this.ttl = ttlSeconds;
    this.levels = levels;
    this.draft = draft;
  }

  /// The instances that may be given: none with a critical check of its own or its node's, and with
  /// `only_passing` none with a warning.
  static List<CheckServiceNode> healthy(List<CheckServiceNode> instances, boolean onlyPassing) {
    List<CheckServiceNode> healthy = new ArrayList<>(instances.size());
    for (CheckServiceNode instance : instances) {
      Health health = Health.of(instance);
      if (health == Health.PASSING || (health == Health.WARNING && !onlyPassing)) {
        healthy.add(instance);
      }
    }
    return healthy;
  }

  static void shuffle(List<CheckServiceNode> instances, RandomGenerator random) {
    for (int i = instances.size() - 1; i > 0; i--) {
      CheckServiceNode swapped = instances.set(random.nextInt(i + 1), instances.get(i));
      instances.set(i, swapped);
    }
  }

  /// A and AAAA records; for TXT too, as Consul has it.
  void addresses(List<CheckServiceNode> instances, int queryType) throws DnsFormatException {
    int type = queryType == RecordType.TXT ? RecordType.ANY : queryType;
    Addresses addresses = Addresses.forType(asking.settings, type);
    int limit = asking.settings.config().aRecordLimit();
    Set<RecordData> given = new HashSet<>();
    String alias = null;
    for (CheckServiceNode instance : instances) {
      if (limit > 0 && draft.answers.size() >= limit) {
        break;
      }
      String address = reachedAt(instance, addresses);
      RecordData record = Addresses.record(address);
      if (record == null) {
        alias = alias == null ? address : alias;
      } else if (Addresses.answers(record, type) && given.add(record)) {
        draft.answers.add(new ResourceRecord(question, ttl, record));
      }
    }
    if (draft.answers.isEmpty() && alias != null) {
      Name target = Name.parse(alias);
      draft.answers.add(new ResourceRecord(question, ttl, new RecordData.Cname(target)));
      draft.answers.addAll(addressesOf(target));
    }
  }

  /// SRV records, with addresses and node metadata beside them.
  void servers(List<CheckServiceNode> instances, String portName) throws DnsFormatException {
    Addresses addresses = Addresses.forType(asking.settings, RecordType.SRV);
    Set<String> given = new HashSet<>();
    for (CheckServiceNode instance : instances) {
      int plain = port(Addresses.service(instance), portName);
      if (plain < 0) {
        continue;
      }
      int port = addresses.port(instance, plain);
      Node node = Addresses.node(instance);
      String own = ownAddress(instance, addresses);
      String address = own.isEmpty() ? addresses.ofNode(node) : own;
      if (!given.add(node.node() + '\0' + address + '\0' + port)) {
        continue;
      }
      RecordData record = Addresses.record(address);
      Name nodeName = nodeName(node);
      Name target;
      if (record == null) {
        target = Name.parse(address);
        draft.additional.addAll(addressesOf(target));
      } else {
        // The node's name leads to its address here; another one of its addresses needs its own
        // name.
        boolean named = own.isEmpty() && address.equals(node.address());
        target = named ? nodeName : addressName(record, node);
        draft.additional.add(new ResourceRecord(target, ttl, record));
      }
      draft.answers.add(
          new ResourceRecord(question, ttl, new RecordData.Srv(1, weight(instance), port, target)));
      if (asking.settings.config().nodeMetaTxt()) {
        draft.additional.addAll(NodeText.records(nodeName, node, ttl));
      }
    }
  }

  /// Addresses and further aliases of a host name, with the TTL of the service; other records, such as
  /// the metadata of a node that the name leads to, are left out.
  private List<ResourceRecord> addressesOf(Name host) throws DnsFormatException {
    List<ResourceRecord> records = new ArrayList<>();
    for (ResourceRecord record : asking.follow(host, levels)) {
      switch (record.data()) {
        case RecordData.A a -> records.add(record.withTtl(ttl));
        case RecordData.Aaaa aaaa -> records.add(record.withTtl(ttl));
        case RecordData.Cname cname -> records.add(record.withTtl(ttl));
        default -> {}
      }
    }
    return records;
  }

  private String reachedAt(CheckServiceNode instance, Addresses addresses) {
    String own = ownAddress(instance, addresses);
    return own.isEmpty() ? addresses.ofNode(Addresses.node(instance)) : own;
  }

  /// The instance's own address; empty as well when it is the very name that is asked for, which would
  /// be an alias of itself.
  private String ownAddress(CheckServiceNode instance, Addresses addresses) {
    String own = addresses.ofService(instance);
    if (own.isEmpty() || Addresses.record(own) != null) {
      return own;
    }
    String asked = question.toString();
    String dotted = own.endsWith(".") ? own : own + ".";
    return dotted.equalsIgnoreCase(asked) ? "" : own;
  }

  private Name nodeName(Node node) throws DnsFormatException {
    return domain.child(
        node.peerName().isEmpty()
            ? node.node() + ".node." + datacenter(node)
            : node.node() + ".node." + node.peerName() + ".peer");
  }

  private Name addressName(RecordData record, Node node) throws DnsFormatException {
    byte[] bytes =
        record instanceof RecordData.A a ? a.address() : ((RecordData.Aaaa) record).address();
    String label = ReverseName.toHex(bytes) + ".addr";
    return domain.child(node.peerName().isEmpty() ? label + "." + datacenter(node) : label);
  }

  private String datacenter(Node node) {
    return node.datacenter().isEmpty() ? asking.settings.datacenter() : node.datacenter();
  }

  /// -1 when the instance has no port of that name.
  private static int port(NodeService service, String portName) {
    List<ServicePort> ports = service.ports();
    if (ports != null) {
      for (ServicePort port : ports) {
        boolean wanted =
            portName.isEmpty()
                ? port.isDefault()
                : port.name().toLowerCase(Locale.ROOT).equals(portName);
        if (wanted) {
          return port.port();
        }
      }
    }
    return portName.isEmpty() ? service.port() : -1;
  }

  private static int weight(CheckServiceNode instance) {
    Weights weights = Addresses.service(instance).weights();
    if (weights == null) {
      return 1;
    }
    int weight = Health.of(instance) == Health.PASSING ? weights.passing() : weights.warning();
    return Math.clamp(weight, 0, 65535);
  }

  private enum Health {
    PASSING,
    WARNING,
    CRITICAL;

    static Health of(CheckServiceNode instance) {
      List<HealthCheck> checks = instance.checks();
      if (checks == null) {
        return PASSING;
      }
      Health worst = PASSING;
      for (HealthCheck check : checks) {
        switch (check.status()) {
          case "critical" -> {
            return CRITICAL;
          }
          case "warning" -> worst = WARNING;
          default -> {}
        }
      }
      return worst;
    }
  }

  /// The instance's address record for one query type, or null: used for name servers.
  static @Nullable RecordData nodeAddress(Answering asking, CheckServiceNode instance) {
    Addresses addresses = Addresses.forType(asking.settings, RecordType.ANY);
    return Addresses.record(addresses.ofNode(Addresses.node(instance)));
  }
}
