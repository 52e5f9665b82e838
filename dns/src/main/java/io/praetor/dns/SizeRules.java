// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes a reply fit its transport, the way Consul does: answers are dropped from the end, which is
/// fair because their order was shuffled. Pure.
///
/// Over UDP without EDNS (or with at most 512 bytes) no more than `udp_answer_limit` answers are
/// kept, never more than eight; when that cap has cut something the size is measured as if names were
/// not compressed. A reply of several answers that is too large first gets its additional section built
/// anew from the addresses of its SRV targets, which loses metadata and the OPT record; that may be
/// enough, otherwise answers are dropped.
final class SizeRules {
  private static final int PLAIN_UDP_BYTES = 512;
  private static final int MAX_UDP_BYTES = 65467;
  private static final int UDP_RESERVE_BYTES = 8;
  private static final int MOST_PLAIN_UDP_ANSWERS = 8;
  private static final int MAX_TCP_BYTES = 65523;
  private static final int MOST_TCP_ANSWERS = 4096;
  private static final int MOST_TCP_SRV_ANSWERS = 1024;

  private SizeRules() {}

  static byte[] write(Message reply, Transport transport, DnsSettings settings)
      throws DnsFormatException {
    boolean compress = !settings.config().disableCompression();
    int mostAnswers;
    int mostBytes;
    if (transport == Transport.UDP) {
      int size = PLAIN_UDP_BYTES;
      Edns edns = reply.edns();
      if (edns != null && edns.udpSizeBytes() > size) {
        size = Math.min(edns.udpSizeBytes(), MAX_UDP_BYTES);
      }
      mostBytes = size - UDP_RESERVE_BYTES;
      mostAnswers =
          size == PLAIN_UDP_BYTES
              ? Math.min(MOST_PLAIN_UDP_ANSWERS, settings.config().udpAnswerLimit())
              : Integer.MAX_VALUE;
    } else {
      mostBytes = MAX_TCP_BYTES;
      Question question = reply.question();
      mostAnswers =
          question != null && question.type() == RecordType.SRV
              ? MOST_TCP_SRV_ANSWERS
              : MOST_TCP_ANSWERS;
    }
    boolean capped = reply.answers().size() > mostAnswers;
    byte[] whole = capped ? null : MessageWriter.writeWithin(mostBytes, reply, compress);
    if (whole != null) {
      return whole;
    }
    Map<Name, ResourceRecord> additional = firstByOwner(reply.additional());
    Message cut = capped ? withAnswers(reply, mostAnswers, additional) : reply;
    boolean measureCompressed = compress && !(capped && transport == Transport.UDP);
    if (MessageWriter.sizeBytes(cut, measureCompressed) > mostBytes) {
      cut = withoutAuthority(cut);
      cut = fewestDropped(cut, mostBytes, measureCompressed, additional);
    }
    if (cut.answers().size() < reply.answers().size() && settings.config().enableTruncate()) {
      cut = withFlag(cut, Flags.TC);
    }
    return MessageWriter.write(cut, compress);
  }

  /// The largest number of answers, but at least one, with which the message fits.
  private static Message fewestDropped(
      Message cut, int mostBytes, boolean compressed, Map<Name, ResourceRecord> additional) {
    int tooMany = cut.answers().size();
    if (tooMany <= 1 || MessageWriter.sizeBytes(cut, compressed) <= mostBytes) {
      return cut;
    }
    Message bare = withAnswers(cut, tooMany, additional);
    if (MessageWriter.sizeBytes(bare, compressed) <= mostBytes) {
      return bare;
    }
    int low = 1;
    while (tooMany - low > 1) {
      int middle = (low + tooMany) >>> 1;
      Message attempt = withAnswers(cut, middle, additional);
      if (MessageWriter.sizeBytes(attempt, compressed) <= mostBytes) {
        low = middle;
      } else {
        tooMany = middle;
      }
    }
    return withAnswers(cut, low, additional);
  }

  private static Message withAnswers(
      Message message, int count, Map<Name, ResourceRecord> additional) {
    List<ResourceRecord> answers = message.answers().subList(0, count);
    return new Message(
        message.id(),
        message.flags(),
        message.question(),
        answers,
        message.authority(),
        targets(answers, additional),
        null);
  }

  /// For each SRV answer the first additional record of its target, and what that is an alias of.
  private static List<ResourceRecord> targets(
      List<ResourceRecord> answers, Map<Name, ResourceRecord> additional) {
    List<ResourceRecord> kept = new ArrayList<>();
    Set<Name> seen = new HashSet<>();
    for (ResourceRecord answer : answers) {
      Name wanted = answer.data() instanceof RecordData.Srv srv ? srv.target().lowerCase() : null;
      while (wanted != null && seen.add(wanted)) {
        ResourceRecord found = additional.get(wanted);
        if (found != null) {
          kept.add(found);
        }
        wanted =
            found != null && found.data() instanceof RecordData.Cname cname
                ? cname.target().lowerCase()
                : null;
      }
    }
    return kept;
  }

  private static Map<Name, ResourceRecord> firstByOwner(List<ResourceRecord> records) {
    Map<Name, ResourceRecord> first = new HashMap<>();
    for (ResourceRecord record : records) {
      first.putIfAbsent(record.owner().lowerCase(), record);
    }
    return first;
  }

  private static Message withoutAuthority(Message message) {
    return message.authority().isEmpty()
        ? message
        : new Message(
            message.id(),
            message.flags(),
            message.question(),
            message.answers(),
            List.of(),
            message.additional(),
            message.edns());
  }

  private static Message withFlag(Message message, int flag) {
    return new Message(
        message.id(),
        message.flags() | flag,
        message.question(),
        message.answers(),
        message.authority(),
        message.additional(),
        message.edns());
  }
}
