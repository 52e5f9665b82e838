// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class NameTest {
  @Test
  void theFinalDotMayBeLeftOut() throws Exception {
    assertEquals(Name.parse("web.service.consul."), Name.parse("web.service.consul"));
    assertEquals(Name.ROOT, Name.parse(""));
    assertEquals(Name.ROOT, Name.parse("."));
    assertEquals("web.service.consul.", Name.parse("web.service.consul").toString());
  }

  @Test
  void escapesStandForTheByteTheyName() throws Exception {
    assertEquals(3, Name.parse("a\\.b.c.d").labelCount());
    assertEquals("a\\.b.c.", Name.parse("a\\.b.c").toString());
    assertEquals("caf\\195\\169.x.", Name.parse("café.x").toString());
    assertEquals(Name.parse("café.x"), Name.parse("caf\\195\\169.x"));
    assertEquals("hbackslash.", Name.parse("hback\\slash").toString());
    assertArrayEquals(
        new String[] {"a\\ b"}, Name.parse("a b.consul").labelsBefore(Name.parse("consul")));
  }

  @Test
  void labelsEndAt63BytesAndNamesAt255() throws Exception {
    String label = "x".repeat(63);
    assertEquals(1, Name.parse(label).labelCount());
    assertThrows(DnsFormatException.class, () -> Name.parse(label + "x"));
    String longest = (label + ".").repeat(3) + "x".repeat(61);
    assertEquals(255, Name.parse(longest).wire().length);
    assertEquals(255, Name.parse(longest + ".").wire().length);
    assertThrows(DnsFormatException.class, () -> Name.parse(longest + "x"));
    assertThrows(DnsFormatException.class, () -> Name.parse(longest + ".x"));
    assertThrows(DnsFormatException.class, () -> Name.parse("y." + longest));
    assertThrows(DnsFormatException.class, () -> Name.parse("y.".repeat(2000)));
    assertThrows(DnsFormatException.class, () -> Name.parse("a..b"));
    assertThrows(DnsFormatException.class, () -> Name.parse(".b"));
  }

  @Test
  void aNameLiesInAZoneOnlyFromLabelToLabel() throws Exception {
    Name zone = Name.parse("consul");
    assertTrue(Name.parse("web.CONSUL").isWithin(zone));
    assertTrue(zone.isWithin(zone));
    assertTrue(zone.isWithin(Name.ROOT));
    assertFalse(Name.parse("notconsul").isWithin(zone));
    assertFalse(Name.parse("consul.org").isWithin(zone));
    assertFalse(Name.ROOT.isWithin(zone));
  }

  @Test
  void theZoneIsCutOffInTheCaseThatWasAsked() throws Exception {
    Name zone = Name.parse("alt.example");
    Name asked = Name.parse("N1.Node.ALT.Example");
    assertEquals("ALT.Example.", asked.suffixLike(zone).toString());
    assertArrayEquals(new String[] {"n1", "node"}, asked.labelsBefore(zone));
    assertEquals("n1.node.ALT.Example.", asked.withLowerCaseBefore(zone).toString());
    assertTrue(Name.parse("x.alt.example").isStrictlyBelowWithCase(zone));
    assertFalse(asked.isStrictlyBelowWithCase(zone));
    assertFalse(zone.isStrictlyBelowWithCase(zone));
  }
}
