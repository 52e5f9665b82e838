// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.praetor.config.Ip;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// The conformance kit's recorded answers of Consul, held against the answerer in memory: set-up on a
/// fake catalog, packets in, packets out. Scenarios that need an agent or a second cluster are left to
/// the run against a real agent.
final class ConformanceTest {
  private static final Path KIT = Path.of("../it-tests/conformance/dns");
  private static final long NOW = 1_800_000_000L;

  private static final Map<String, Integer> TYPES =
      Map.ofEntries(
          Map.entry("A", 1),
          Map.entry("NS", 2),
          Map.entry("CNAME", 5),
          Map.entry("SOA", 6),
          Map.entry("PTR", 12),
          Map.entry("MX", 15),
          Map.entry("TXT", 16),
          Map.entry("AAAA", 28),
          Map.entry("SRV", 33),
          Map.entry("HTTPS", 65),
          Map.entry("IXFR", 251),
          Map.entry("AXFR", 252),
          Map.entry("ANY", 255));

  private static final Map<String, Integer> CLASSES = Map.of("IN", 1, "CH", 3, "HS", 4, "ANY", 255);

  private static final Map<String, Integer> OPCODES =
      Map.of("QUERY", 0, "STATUS", 2, "NOTIFY", 4, "UPDATE", 5);

  private static final List<String> SCENARIOS =
      List.of(
          "acl_allow_no_token",
          "addr_lookup",
          "cache_on",
          "cname_chains",
          "compression_off",
          "connect_virtual_ingress",
          "domain_alt",
          "domain_custom",
          "health_default",
          "limits_a_record",
          "limits_answer_0",
          "limits_answer_20_capped",
          "limits_big_meta",
          "limits_default",
          "limits_enable_truncate",
          "limits_long_names",
          "node_lookup",
          "prepared_queries",
          "recursor_all_dead",
          "recursor_failover",
          "recursor_one",
          "recursor_random",
          "recursor_silent",
          "reverse_lookup",
          "server_name_not_dns_safe",
          "service_lookup",
          "service_named_ports",
          "stale_off",
          "tcp_bulk",
          "ttl_config",
          "txt_additional_off",
          "txt_agent_meta",
          "txt_records",
          "zone_and_protocol");

  @TestFactory
  Stream<DynamicNode> answersAsRecorded() {
    assumeTrue(Files.isDirectory(KIT), "the conformance kit is in the source tree only");
    return SCENARIOS.stream().map(ConformanceTest::scenario);
  }

  private static DynamicNode scenario(String name) {
    try {
      Tree tree = Tree.read(KIT.resolve("scenarios/" + name + ".json"));
      Tree golden = Tree.read(KIT.resolve("golden/" + name + ".json"));
      Scenario scenario = new Scenario(tree);
      List<FakeRecursor> recursors =
          tree.trees("recursors").stream().map(FakeRecursor::new).toList();
      List<DynamicNode> tests = new ArrayList<>();
      for (Tree asked : tree.trees("cases")) {
        String id = asked.text("name", "");
        tests.add(
            dynamicTest(
                id,
                () -> {
                  asked.trees("before").forEach(scenario::apply);
                  new Case(scenario, recursors, asked, golden.in(id)).check();
                }));
      }
      return dynamicContainer(name, tests);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /// One question and what was recorded.
  private record Case(Scenario scenario, List<FakeRecursor> recursors, Tree asked, Tree golden) {
    void check() throws Exception {
      String mode = golden.text("mode", "set");
      int rounds = mode.equals("subset") ? 5 : mode.equals("shuffled") ? 25 : 1;
      Set<List<String>> orders = new HashSet<>();
      for (int seed = 0; seed < rounds; seed++) {
        byte @Nullable [] reply = ask(seed);
        if (golden.flag("no_response", false)) {
          assertEquals(null, reply, "silence");
          return;
        }
        assertTrue(reply != null, "an answer");
        orders.add(compare(reply, mode));
      }
      assertTrue(!mode.equals("shuffled") || orders.size() > 1, "the order changes");
    }

    private List<String> compare(byte[] reply, String mode) throws Exception {
      Message message = MessageReader.read(reply);
      assertEquals(golden.text("rcode", ""), rcodeText(message.rcode()), "rcode");
      assertEquals(golden.texts("flags"), flagTexts(message.flags()), "flags");
      Question question = message.question();
      assertEquals(golden.texts("question").size(), question == null ? 0 : 1, "question");
      if (question != null) {
        String text = golden.texts("question").get(0);
        assertEquals(fill(text.substring(0, text.indexOf(' '))), question.name().toString());
      }
      section("answer", message.answers(), mode);
      section("authority", message.authority(), mode);
      section("additional", message.additional(), mode);
      Edns edns = message.edns();
      assertEquals(golden.has("edns"), edns != null, "has EDNS");
      if (edns != null) {
        assertEquals(golden.in("edns").number("udp", 0), edns.udpSizeBytes());
        assertEquals(golden.in("edns").texts("options"), options(edns));
      }
      if (golden.has("compressed")) {
        assertEquals(golden.flag("compressed", false), ownersCompressed(reply), "compressed");
      }
      if (golden.has("fits")) {
        int limit = Math.max(512, asked.number("edns", 512));
        assertEquals(golden.flag("fits", false), reply.length <= limit, "fits");
      }
      return RecordText.of(message.answers(), NOW);
    }

    private void section(String name, List<ResourceRecord> records, String mode) {
      List<String> got = RecordText.of(records, NOW);
      if (mode.equals("subset")) {
        Tree pool = golden.in(name);
        assertEquals(pool.number("count", 0), got.size(), () -> name + " of " + got);
        assertTrue(pool.texts("any_of").containsAll(got), () -> name + " " + got);
        assertEquals(got.size(), new HashSet<>(got).size(), "no duplicates");
      } else if (mode.equals("ordered")) {
        assertEquals(golden.texts(name).stream().map(this::fill).toList(), got, name);
      } else {
        assertEquals(
            golden.texts(name).stream().map(this::fill).sorted().toList(),
            got.stream().sorted().toList(),
            name);
      }
    }

    private byte @Nullable [] ask(int seed) throws Exception {
      Transport transport = asked.text("via", "udp").equals("udp") ? Transport.UDP : Transport.TCP;
      byte[] packet = packet();
      return switch (Admission.of(packet)) {
        case Admission.Ignored ignored -> null;
        case Admission.Refusal refusal -> refusal.message();
        case Admission.Query(Message query) -> answer(query, transport, seed);
      };
    }

    private byte @Nullable [] answer(Message query, Transport transport, long seed)
        throws Exception {
      DnsAnswerer answerer = new DnsAnswerer(scenario.catalog);
      Client client = new Client(InetAddress.getLoopbackAddress(), transport);
      KnownHosts known = KnownHosts.NONE;
      while (true) {
        Reply reply = answerer.answer(query, client, scenario.settings, known, seed, NOW, true);
        switch (reply) {
          case Reply.Send send -> {
            return send.message();
          }
          case Reply.Later later -> throw new AssertionError("it may wait");
          case Reply.Silence silence -> {
            return null;
          }
          case Reply.Forward forward -> {
            for (var address : forward.recursors()) {
              Message said = recursors.get(address.getPort() - 1).reply(query, transport);
              if (said != null && (said.rcode() == 0 || said.rcode() == 3)) {
                return MessageWriter.write(said, true);
              }
            }
            return forward.onFailure();
          }
          case Reply.Resolve resolve -> known = known.with(resolved(resolve));
        }
      }
    }

    private Map<Name, List<ResourceRecord>> resolved(Reply.Resolve resolve) {
      Map<Name, List<ResourceRecord>> said = new HashMap<>();
      for (Name host : resolve.hosts()) {
        Message query = Message.withoutRecords(1, Flags.RD, new Question(host, RecordType.A, 1));
        said.put(
            host,
            resolve.recursors().stream()
                .map(at -> recursors.get(at.getPort() - 1).reply(query, Transport.UDP))
                .filter(reply -> reply != null)
                .findFirst()
                .map(Message::answers)
                .orElse(List.of()));
      }
      return said;
    }

    private byte[] packet() throws DnsFormatException {
      Question question =
          new Question(
              Name.parse(fill(asked.text("q", ""))),
              TYPES.get(asked.text("type", "A")),
              CLASSES.get(asked.text("class", "IN")));
      int flags =
          (asked.flag("rd", true) ? Flags.RD : 0)
              | OPCODES.get(asked.text("opcode", "QUERY")) << 11;
      Edns edns = asked.has("edns") ? new Edns(asked.number("edns", 0), subnet()) : null;
      byte[] packet =
          MessageWriter.write(
              new Message(7, flags, question, List.of(), List.of(), List.of(), edns), false);
      if (asked.has("second_question")) {
        packet[5] = 2;
      }
      return packet;
    }

    private @Nullable ClientSubnet subnet() {
      if (!asked.has("ecs")) {
        return null;
      }
      String[] parts = asked.text("ecs", "").split("/");
      byte[] address = Ip.parse(parts[0]).getAddress();
      return new ClientSubnet(address.length == 4 ? 1 : 2, Integer.parseInt(parts[1]), 0, address);
    }

    private String fill(String text) {
      return text.replace("@saved_payid@", Scenario.QUERY_ID);
    }

    private static List<String> options(Edns edns) {
      ClientSubnet subnet = edns.subnet();
      return subnet == null
          ? List.of()
          : List.of(
              "ECS %s/%d scope=%d"
                  .formatted(
                      Ip.text(ReverseName.addressOf(subnet.address())),
                      subnet.sourcePrefix(),
                      subnet.scopePrefix()));
    }
  }

  private static String rcodeText(int rcode) {
    return List.of("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED").get(rcode);
  }

  private static Collection<String> flagTexts(int flags) {
    List<String> texts = new ArrayList<>();
    String[] names = {"QR", "AA", "TC", "RD", "RA", "AD", "CD"};
    int[] masks = {Flags.QR, Flags.AA, Flags.TC, Flags.RD, Flags.RA, Flags.AD, Flags.CD};
    for (int i = 0; i < names.length; i++) {
      if ((flags & masks[i]) != 0) {
        texts.add(names[i]);
      }
    }
    return texts;
  }

  /// Whether the name of any record, but that of the OPT record, ends in a pointer.
  private static boolean ownersCompressed(byte[] packet) {
    int at = 12;
    boolean question = packet[5] == 1;
    if (question) {
      at = endOfName(packet, at) + 4;
    }
    while (at < packet.length) {
      int end = endOfName(packet, at);
      if ((packet[end - 2] & 0xc0) == 0xc0 && packet[end - 1] != 0) {
        return true;
      }
      at = end + 10 + ((packet[end + 8] & 0xff) << 8 | (packet[end + 9] & 0xff));
    }
    return false;
  }

  private static int endOfName(byte[] packet, int from) {
    int at = from;
    while (packet[at] != 0) {
      if ((packet[at] & 0xc0) == 0xc0) {
        return at + 2;
      }
      at += packet[at] + 1;
    }
    return at + 1;
  }
}
