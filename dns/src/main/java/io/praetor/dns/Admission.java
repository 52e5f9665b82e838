// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import org.jspecify.annotations.Nullable;

/// The first look at a packet: is it a query that deserves an answer? Pure. The rules, observed with
/// malformed packets, are: replies and packets shorter than a header get silence, other operations
/// than QUERY and NOTIFY get NOTIMP, and what has an unusual number of records or cannot be read gets
/// FORMERR.
public sealed interface Admission {
  /// A well-formed query.
  record Query(Message message) implements Admission {}

  /// An error that is sent back at once.
  record Refusal(byte[] message) implements Admission {}

  record Ignored() implements Admission {}

  static Admission of(byte[] packet) {
    if (packet.length < MessageReader.HEADER_BYTES || (u16(packet, 2) & Flags.QR) != 0) {
      return new Ignored();
    }
    int opcode = Flags.opcode(u16(packet, 2));
    if (opcode != Flags.OPCODE_QUERY && opcode != Flags.OPCODE_NOTIFY) {
      return refusal(packet, Flags.opcodeBits(u16(packet, 2)), Rcode.NOTIMP, null);
    }
    // A NOTIFY may bring an SOA record as its answer, a query an OPT and a TSIG record.
    if (u16(packet, 4) != 1 || u16(packet, 6) > 1 || u16(packet, 8) > 1 || u16(packet, 10) > 2) {
      return refusal(packet, 0, Rcode.FORMERR, null);
    }
    try {
      return new Query(MessageReader.read(packet));
    } catch (DnsFormatException unreadable) {
      return refusal(packet, 0, Rcode.FORMERR, MessageReader.readQuestionOrNull(packet));
    }
  }

  private static Admission refusal(
      byte[] packet, int opcodeBits, int rcode, @Nullable Question question) {
    int echoed = Flags.TC | Flags.RD | Flags.RA | Flags.AD | Flags.CD;
    int flags = Flags.QR | opcodeBits | (u16(packet, 2) & echoed) | rcode;
    try {
      return new Refusal(
          MessageWriter.write(
              Message.withoutRecords(u16(packet, 0), flags, question), /* compress= */ false));
    } catch (DnsFormatException never) {
      throw new IllegalStateException("a header and a question always fit", never);
    }
  }

  private static int u16(byte[] packet, int offset) {
    return (packet[offset] & 0xff) << 8 | (packet[offset + 1] & 0xff);
  }
}
