// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.config.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An upstream resolver of a conformance scenario: a table of answers.
final class FakeRecursor {
  private static final Map<String, Integer> RCODES =
      Map.of("NOERROR", 0, "FORMERR", 1, "SERVFAIL", 2, "NXDOMAIN", 3, "NOTIMP", 4, "REFUSED", 5);

  private final Tree spec;

  FakeRecursor(Tree spec) {
    this.spec = spec;
  }

  /// What it says, or null when it stays silent or does not exist.
  @Nullable Message reply(Message query, Transport transport) {
    String mode = spec.text("mode", "");
    Question question = query.question();
    if (mode.equals("silent") || mode.equals("closed") || question == null) {
      return null;
    }
    String key = question.name().lowerCase() + " " + typeText(question.type());
    Tree hit = spec.in("records").in(key);
    String rcode =
        mode.equals("rcode")
            ? spec.text("rcode", "")
            : spec.in("records").has(key)
                ? hit.text("rcode", "NOERROR")
                : spec.text("default", "NXDOMAIN");
    int flags = Flags.QR | Flags.RA | (query.flags() & Flags.RD) | RCODES.get(rcode);
    if (hit.flag("tc", false) && transport == Transport.UDP) {
      flags |= Flags.TC;
    }
    List<ResourceRecord> answers = new ArrayList<>();
    for (String line : mode.equals("rcode") ? List.<String>of() : hit.texts("answer")) {
      answers.add(record(line, question));
    }
    Edns edns = query.edns() == null ? null : new Edns(8192, null);
    return new Message(query.id(), flags, question, answers, List.of(), List.of(), edns);
  }

  private static ResourceRecord record(String line, Question question) {
    String[] words = line.split(" ", 5);
    try {
      // A compressing upstream repeats the name in the letter case of the question.
      Name owner = Name.parse(words[0]);
      owner = owner.equalsIgnoreCase(question.name()) ? question.name() : owner;
      RecordData data =
          switch (words[3]) {
            case "CNAME" -> new RecordData.Cname(Name.parse(words[4]));
            case "PTR" -> new RecordData.Ptr(Name.parse(words[4]));
            default -> Addresses.record(Ip.parse(words[4]));
          };
      return new ResourceRecord(owner, Long.parseLong(words[1]), data);
    } catch (DnsFormatException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  static String typeText(int type) {
    return switch (type) {
      case RecordType.A -> "A";
      case RecordType.AAAA -> "AAAA";
      case RecordType.PTR -> "PTR";
      case RecordType.SOA -> "SOA";
      default -> "TYPE" + type;
    };
  }
}
