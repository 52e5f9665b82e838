// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Behaviour of Consul 1.22.5 that was seen in experiments and is not in the conformance kit.
final class ObservedAnswersTest {
  private static final long NOW = 1_800_000_000L;

  private final FakeCatalog catalog = new FakeCatalog();

  @Test
  void aliasesAreFollowedThreeLevelsAcrossNodesAndServices() throws Exception {
    catalog.node("n4", "10.2.0.4").node("n3", "n4.node.consul").node("n2", "n3.node.consul");
    catalog.node("n1", "n2.node.consul").node("k", "10.2.1.1");
    catalog.service("k", alias("near", "n2.node.consul"));
    catalog.service("k", alias("far", "n1.node.consul"));
    assertEquals(
        List.of(
            "near.service.consul. 0 IN CNAME n2.node.consul.",
            "n2.node.consul. 0 IN CNAME n3.node.consul.",
            "n3.node.consul. 0 IN CNAME n4.node.consul.",
            "n4.node.consul. 0 IN A 10.2.0.4"),
        answers("near.service.consul", RecordType.A, 4096));
    assertEquals(
        "n3.node.consul. 0 IN CNAME n4.node.consul.",
        answers("far.service.consul", RecordType.A, 4096).getLast());
  }

  @Test
  void anAliasOfAServiceLeavesOutTheMetadataOfItsTargetAndOneOfANodeKeepsIt() throws Exception {
    catalog.node(Node.builder().node("meta").address("10.2.2.2").meta(Map.of("k", "v")).build());
    catalog.node("k", "10.2.1.1").service("k", alias("via", "meta.node.consul"));
    catalog.node("al", "meta.node.consul");
    assertEquals(2, answers("via.service.consul", RecordType.A, 4096).size());
    assertEquals(
        "meta.node.consul. 0 IN TXT \"k=v\"",
        answers("al.node.consul", RecordType.A, 4096).getLast());
  }

  @Test
  void aReplyThatIsTooLargeFirstLosesItsMetadataAndOptRecord() throws Exception {
    for (int i = 0; i < 6; i++) {
      Map<String, String> meta = Map.of("a", "x".repeat(180));
      catalog.node(Node.builder().node("n" + i).address("10.0.0." + i).meta(meta).build());
      catalog.service("n" + i, "big", 80);
    }
    Message reply = ask("big.service.consul", RecordType.SRV, 600);
    assertEquals(6, reply.answers().size());
    assertEquals(6, reply.additional().size());
    assertNull(reply.edns());
    assertEquals(0, reply.flags() & Flags.TC);
  }

  @Test
  void targetsThatOccurTwiceHaveOneAddressAfterTrimming() throws Exception {
    catalog.node("same", "10.4.2.1");
    for (int i = 0; i < 4; i++) {
      catalog.service(
          "same", NodeService.builder().service("ports").id("p" + i).port(100 + i).build());
    }
    Message reply = ask("ports.service.consul", RecordType.SRV, 0);
    assertEquals(3, reply.answers().size());
    assertEquals(1, reply.additional().size());
  }

  @Test
  void aTextThatIsTooLongDoesNoHarmWhenItIsTrimmedAway() throws Exception {
    for (int i = 0; i < 7; i++) {
      Map<String, String> meta = Map.of("a", "x".repeat(300));
      catalog.node(Node.builder().node("n" + i).address("10.0.0." + i).meta(meta).build());
      catalog.service("n" + i, "big", 80);
    }
    assertEquals(3, ask("big.service.consul", RecordType.SRV, 0).answers().size());
    assertInstanceOf(Reply.Silence.class, reply("big.service.consul", RecordType.SRV, 4096));
  }

  @Test
  void namesThatNoPacketCanCarryGetSilence() throws Exception {
    catalog.node("x".repeat(70), "10.1.0.3").service("x".repeat(70), "long", 80);
    catalog.node("k", "10.2.1.1").service("k", alias("dots", "foo..bar"));
    assertInstanceOf(Reply.Silence.class, reply("long.service.consul", RecordType.SRV, 0));
    assertInstanceOf(Reply.Silence.class, reply("dots.service.consul", RecordType.A, 0));
    assertEquals(1, answers("long.service.consul", RecordType.A, 0).size());
  }

  @Test
  void onlyTheStatusCriticalKeepsAnInstanceBack() throws Exception {
    catalog.node("n1", "10.0.0.1").service("n1", "odd", 80);
    catalog.check(HealthCheck.builder().node("n1").checkId("c").status("maintenance").build());
    assertEquals(1, answers("odd.service.consul", RecordType.A, 0).size());
  }

  @Test
  void anEmptyServiceNameIsAServerFailureAndAnEmptyTagIsNone() throws Exception {
    catalog.node("n1", "10.0.0.1").service("n1", "s0", 80);
    assertEquals(Rcode.SERVFAIL, ask("_._tcp.service.consul", RecordType.SRV, 0).rcode());
    assertEquals(1, answers("_s0._.service.consul", RecordType.SRV, 0).size());
  }

  @Test
  void ipv4AddressesInIpv6FormAreIpv4() throws Exception {
    catalog.node("n1", "::ffff:10.9.9.9").service("n1", "mapped", 1);
    assertEquals(
        List.of("mapped.service.consul. 0 IN A 10.9.9.9"),
        answers("mapped.service.consul", RecordType.A, 0));
    assertEquals(List.of(), answers("n1.node.consul", RecordType.AAAA, 0));
  }

  @Test
  void theOrderOfAnswersFollowsTheSeed() throws Exception {
    for (int i = 0; i < 20; i++) {
      catalog.node("n" + i, "10.0.0." + i).service("n" + i, "web", 80);
    }
    assertEquals(
        answers("web.service.consul", RecordType.A, 4096),
        answers("web.service.consul", RecordType.A, 4096));
  }

  @Test
  void aLookUpThatWouldWaitIsLeftToAThreadThatMay() throws Exception {
    catalog.node("n1", "10.0.0.1").service("n1", alias("far", "web.service.dc1.consul"));
    catalog.service("n1", "web", 80);
    catalog.waitsFor.add("dc1");
    assertInstanceOf(Reply.Later.class, reply("web.service.dc1.consul", RecordType.A, false));
    assertInstanceOf(Reply.Send.class, reply("web.service.dc1.consul", RecordType.A, true));
    assertInstanceOf(Reply.Send.class, reply("web.service.consul", RecordType.A, false));
    assertInstanceOf(Reply.Later.class, reply("far.service.consul", RecordType.A, false));
  }

  private Reply reply(String name, int type, boolean mayWait) throws Exception {
    Client client = new Client(InetAddress.getLoopbackAddress(), Transport.UDP);
    return new DnsAnswerer(catalog)
        .answer(query(name, type, 0), client, settings(), KnownHosts.NONE, 1, NOW, mayWait);
  }

  private static NodeService alias(String service, String target) {
    return NodeService.builder().service(service).port(80).address(target).build();
  }

  private List<String> answers(String name, int type, int edns) throws Exception {
    return RecordText.of(ask(name, type, edns).answers(), NOW);
  }

  private Message ask(String name, int type, int edns) throws Exception {
    return MessageReader.read(
        assertInstanceOf(Reply.Send.class, reply(name, type, edns)).message());
  }

  private Reply reply(String name, int type, int edns) throws Exception {
    Client client = new Client(InetAddress.getLoopbackAddress(), Transport.UDP);
    return new DnsAnswerer(catalog)
        .answer(query(name, type, edns), client, settings(), KnownHosts.NONE, 1, NOW, true);
  }

  private static DnsSettings settings() {
    return Scenario.settings(Tree.of(Map.of()));
  }

  private static Message query(String name, int type, int edns) throws DnsFormatException {
    @Nullable Edns opt = edns == 0 ? null : new Edns(edns, null);
    Question question = new Question(Name.parse(name), type, 1);
    return new Message(7, Flags.RD, question, List.of(), List.of(), List.of(), opt);
  }
}
