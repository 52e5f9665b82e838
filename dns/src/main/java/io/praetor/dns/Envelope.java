// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What surrounds the records of a reply: header flags, question and EDNS. Pure.
final class Envelope {
  private Envelope() {}

  static Message of(Message query, Draft draft, DnsSettings settings) {
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

  static byte[] refused(Message query) throws DnsFormatException {
    return MessageWriter.write(
        Message.withoutRecords(query.id(), replyFlags(query) | Rcode.REFUSED, query.question()),
        false);
  }

  static byte[] recursorsFailed(Message query) throws DnsFormatException {
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
}
