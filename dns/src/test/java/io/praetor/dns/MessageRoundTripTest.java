// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MessageRoundTripTest {
  @Test
  void whatIsWrittenIsReadBackWithAndWithoutCompression() throws Exception {
    for (int seed = 0; seed < 2000; seed++) {
      Message message = new RandomMessages(new SplittableRandom(seed)).next();
      byte[] plain = MessageWriter.write(message, false);
      byte[] compressed = MessageWriter.write(message, true);
      String hint = "seed " + seed;
      assertEquals(message, MessageReader.read(plain), hint);
      assertEquals(message, MessageReader.read(compressed), hint);
      assertTrue(compressed.length <= plain.length, hint);
      assertEquals(plain.length, MessageWriter.sizeBytes(message, false), hint);
      assertEquals(compressed.length, MessageWriter.sizeBytes(message, true), hint);
    }
  }

  @Test
  void aRepeatedOwnerBecomesAPointerAndAnSrvTargetIsWrittenInFullButPointedAt() throws Exception {
    Name service = Name.parse("web.service.consul");
    Name node = Name.parse("n1.node.dc1.consul");
    Message message =
        new Message(
            1,
            0,
            new Question(service, RecordType.SRV, 1),
            List.of(new ResourceRecord(service, 0, new RecordData.Srv(1, 1, 80, node))),
            List.of(),
            List.of(new ResourceRecord(node, 0, new RecordData.A(new byte[] {10, 0, 0, 1}))),
            null);
    int header = 12;
    int question = service.wire().length + 4;
    int srv = 2 + 10 + 6 + node.wire().length;
    int glue = 2 + 10 + 4;
    assertEquals(header + question + srv + glue, MessageWriter.write(message, true).length);
  }

  @Test
  void namesThatDifferInLetterCaseAreNotPointedAt() throws Exception {
    Message message =
        new Message(
            1,
            0,
            new Question(Name.parse("X.CONSUL"), RecordType.A, 1),
            List.of(
                new ResourceRecord(
                    Name.parse("x.consul"), 0, new RecordData.A(new byte[] {1, 2, 3, 4}))),
            List.of(),
            List.of(),
            null);
    assertArrayEquals(MessageWriter.write(message, false), MessageWriter.write(message, true));
  }

  @Test
  void suffixesBeyondTheReachOfAPointerAreWrittenInFull() throws Exception {
    byte[] filler = new byte[255];
    ResourceRecord text = new ResourceRecord(Name.ROOT, 0, new RecordData.Txt(List.of(filler)));
    ResourceRecord far =
        new ResourceRecord(
            Name.parse("far.example"), 0, new RecordData.Cname(Name.parse("far.example")));
    List<ResourceRecord> fillers = java.util.Collections.nCopies(70, text);
    Message message = new Message(1, 0, null, fillers, List.of(far), List.of(far), null);
    assertEquals(message, MessageReader.read(MessageWriter.write(message, true)));
  }

  @Test
  void aTextOver255BytesHasNoWireFormThoughItHasASize() {
    Message message =
        new Message(
            1,
            0,
            null,
            List.of(new ResourceRecord(Name.ROOT, 0, new RecordData.Txt(List.of(new byte[256])))),
            List.of(),
            List.of(),
            null);
    assertThrows(DnsFormatException.class, () -> MessageWriter.write(message, true));
    assertEquals(12 + 11 + 257, MessageWriter.sizeBytes(message, true));
  }

  @Test
  void aMessageOver65535BytesHasNoWireForm() {
    ResourceRecord record =
        new ResourceRecord(Name.ROOT, 0, new RecordData.Other(99, new byte[60000]));
    Message message = new Message(1, 0, null, List.of(record, record), List.of(), List.of(), null);
    assertThrows(DnsFormatException.class, () -> MessageWriter.write(message, true));
    assertEquals(Integer.MAX_VALUE, MessageWriter.sizeBytes(message, true));
  }
}
