// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.config.Ip;
import java.util.ArrayList;
import java.util.List;

/// Records in the text form that the conformance kit was recorded in (dnspython's).
final class RecordText {
  private RecordText() {}

  static List<String> of(List<ResourceRecord> records, long now) {
    List<String> texts = new ArrayList<>();
    for (ResourceRecord record : records) {
      texts.add(
          record.owner()
              + " "
              + record.ttlSeconds()
              + " IN "
              + switch (record.data()) {
                case RecordData.A a -> "A " + Ip.text(ReverseName.addressOf(a.address()));
                case RecordData.Aaaa aaaa -> "AAAA " + v6(aaaa.address());
                case RecordData.Cname cname -> "CNAME " + cname.target();
                case RecordData.Ns ns -> "NS " + ns.target();
                case RecordData.Ptr ptr -> "PTR " + ptr.target();
                case RecordData.Srv srv ->
                    "SRV %d %d %s %s"
                        .formatted(
                            srv.priority(),
                            srv.weight(),
                            srv.port() == Scenario.SERVER_PORT ? "<server-port>" : srv.port() + "",
                            srv.target());
                case RecordData.Soa soa ->
                    "SOA %s %s %s %d %d %d %d"
                        .formatted(
                            soa.server(),
                            soa.mailbox(),
                            soa.serial() == now ? "<now>" : "<not-now>",
                            soa.refresh(),
                            soa.retry(),
                            soa.expire(),
                            soa.minimum());
                case RecordData.Txt txt -> "TXT " + quoted(txt);
                case RecordData.Other other -> "TYPE" + other.type();
              });
    }
    return texts;
  }

  private static String v6(byte[] address) {
    // An IPv4 address in IPv6 form would become an IPv4 one in an InetAddress.
    return ReverseName.addressOf(address) instanceof java.net.Inet4Address four
        ? "::ffff:" + Ip.text(four)
        : Ip.text(ReverseName.addressOf(address));
  }

  private static String quoted(RecordData.Txt txt) {
    StringBuilder text = new StringBuilder();
    for (byte[] string : txt.strings()) {
      text.append(text.isEmpty() ? "\"" : " \"");
      for (byte b : string) {
        if (b == '"' || b == '\\') {
          text.append('\\').append((char) b);
        } else if (b < 0x20 || b > 0x7e) {
          text.append("\\%03d".formatted(b & 0xff));
        } else {
          text.append((char) b);
        }
      }
      text.append('"');
    }
    return text.toString();
  }
}
