// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// What Consul 1.22.5 did with unusual packets, sent to it one by one.
final class AdmissionTest {
  private static final String QUESTION = "057765622d61046e6f646506636f6e73756c00" + "0001" + "0001";
  private static final String OPT = "00" + "0029" + "1000" + "00000000" + "0000";
  private static final String RECORD =
      "0178" + "00" + "0001" + "0001" + "00000005" + "0004" + "01020304";

  @Test
  void repliesAndStubsGetSilence() {
    assertSilent("");
    assertSilent("3132333435");
    assertSilent("1234" + "8100" + "0001000000000000" + QUESTION);
    assertSilent("1234" + "0100" + "00010000000000");
  }

  @Test
  void otherOperationsAreNotImplementedAndEchoTheirCode() {
    assertRefused("9904", false, "1234" + "1900" + "0001000000000000" + QUESTION);
    assertRefused("f914", false, "1234" + "7910" + "0001000000000000" + QUESTION);
  }

  @Test
  void anUnusualNumberOfRecordsIsAFormatError() {
    assertRefused("8101", false, "1234" + "0100" + "0000000000000000");
    assertRefused("8311", false, "1234" + "0710" + "0002000000000000" + QUESTION + QUESTION);
    assertRefused("8101", false, "1234" + "0100" + "0001000200000000" + QUESTION + RECORD + RECORD);
    assertRefused("8101", false, "1234" + "0100" + "0001000000020000" + QUESTION + RECORD + RECORD);
    assertRefused(
        "8101", false, "1234" + "0100" + "0001000000000003" + QUESTION + OPT + OPT + RECORD);
  }

  @Test
  void aQuestionThatCannotBeReadIsAFormatErrorWithoutIt() {
    String start = "1234" + "0100" + "0001000000000000";
    assertRefused("8101", false, start + "c00c" + "00010001");
    assertRefused("8101", false, start + "c014" + "00010001" + "0361626300");
    assertRefused("8101", false, start + "4161" + "0000010001");
    assertRefused("8101", false, start + ("3f" + "61".repeat(63)).repeat(4) + "0000010001");
  }

  @Test
  void aRecordThatCannotBeReadIsAFormatErrorWithTheQuestion() {
    String start = "1234" + "0100" + "0001000000000001" + QUESTION;
    assertRefused("8101", true, start + OPT.substring(0, 12));
    assertRefused("8101", true, start + subnet("0009", "18", "00", ""));
    assertRefused("8101", true, start + subnet("0001", "28", "00", "01020304"));
    assertRefused("8101", true, start + subnet("0000", "08", "00", "01"));
    assertRefused("8101", true, start + "00" + "0029" + "1000" + "00000000" + "0032" + "6162");
    assertRefused("8101", true, start + "0178000001000100000005" + "0003" + "010203");
  }

  @Test
  void whatEndsWhereARecordShouldBeginIsComplete() {
    assertAdmitted("1234" + "0100" + "0001000000000001" + QUESTION);
    assertAdmitted("1234" + "0100" + "0001000000000000");
    assertAdmitted(
        "1234" + "0100" + "0001000000000000" + QUESTION.substring(0, QUESTION.length() - 4));
    assertAdmitted("1234" + "0100" + "0001000000000000" + QUESTION + "78797a");
  }

  @Test
  void oneRecordInEachSectionAndTwoOptRecordsAreFine() {
    assertAdmitted("1234" + "0100" + "0001000100000000" + QUESTION + RECORD);
    assertAdmitted("1234" + "0100" + "0001000000010000" + QUESTION + RECORD);
    Message query =
        assertAdmitted(
            "1234" + "0100" + "0001000000000002" + QUESTION + OPT + OPT.replace("1000", "07d0"));
    assertEquals(new Edns(2000, null), query.edns());
  }

  @Test
  void aClientSubnetIsCutToItsPrefixAndFilledWithZeros() {
    String start = "1234" + "0100" + "0001000000000001" + QUESTION;
    ClientSubnet expected = new ClientSubnet(1, 24, 0, new byte[] {1, 2, 3, 0});
    assertEquals(
        expected, assertAdmitted(start + subnet("0001", "18", "00", "01020304")).edns().subnet());
    assertEquals(
        expected, assertAdmitted(start + subnet("0001", "18", "00", "0102030405")).edns().subnet());
    assertEquals(
        new ClientSubnet(1, 24, 0, new byte[] {1, 2, 0, 0}),
        assertAdmitted(start + subnet("0001", "18", "00", "0102")).edns().subnet());
  }

  private static String subnet(String family, String prefix, String scope, String address) {
    int length = 4 + address.length() / 2;
    return "00"
        + "0029"
        + "1000"
        + "00000000"
        + "%04x".formatted(length + 4)
        + "0008"
        + "%04x".formatted(length)
        + family
        + prefix
        + scope
        + address;
  }

  private static void assertSilent(String hex) {
    assertInstanceOf(Admission.Ignored.class, Admission.of(bytes(hex)));
  }

  private static void assertRefused(String flags, boolean withQuestion, String hex) {
    byte[] refusal = assertInstanceOf(Admission.Refusal.class, Admission.of(bytes(hex))).message();
    String expected =
        "1234"
            + flags
            + (withQuestion ? "0001" : "0000")
            + "000000000000"
            + (withQuestion ? QUESTION : "");
    assertEquals(expected, HexFormat.of().formatHex(refusal));
  }

  private static Message assertAdmitted(String hex) {
    return assertInstanceOf(Admission.Query.class, Admission.of(bytes(hex))).message();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
