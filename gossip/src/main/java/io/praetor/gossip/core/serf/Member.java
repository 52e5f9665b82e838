// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.gossip.core.packet.Message;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import java.util.Map;

/// A member of a pool as all of its agents see it. `addr` is 4 or 16 bytes.
public record Member(
    String name,
    Bytes addr,
    int port,
    Map<String, String> tags,
    MemberStatus status,
    Versions versions) {
  /// The versions a member speaks: memberlist's protocol and serf's, each as least, most and current.
  public record Versions(
      int protocolMin,
      int protocolMax,
      int protocolCur,
      int delegateMin,
      int delegateMax,
      int delegateCur) {
    /// What Consul 1.22.5 says of itself.
    public static final Versions CONSUL = new Versions(1, 5, 2, 2, 5, 4);

    /// The six bytes of an alive message.
    public static Versions of(Bytes vsn) {
      return vsn.size() < 6
          ? new Versions(0, 0, 0, 0, 0, 0)
          : new Versions(
              vsn.at(0) & 0xff,
              vsn.at(1) & 0xff,
              vsn.at(2) & 0xff,
              vsn.at(3) & 0xff,
              vsn.at(4) & 0xff,
              vsn.at(5) & 0xff);
    }

    public Bytes vsn() {
      return Bytes.wrap(
          new byte[] {
            (byte) protocolMin,
            (byte) protocolMax,
            (byte) protocolCur,
            (byte) delegateMin,
            (byte) delegateMax,
            (byte) delegateCur
          });
    }
  }

  /// As the answer to a query about a name conflict carries it.
  static final Struct<Member> CODEC =
      Struct.<Member>named("Member")
          .field("Name", STRING, Member::name)
          .field("Addr", BYTES, Member::addr)
          .field("Port", Message.UINT16, Member::port)
          .field("Tags", Codecs.map(STRING), Member::tags)
          .field("Status", INT, m -> m.status().number())
          .field("ProtocolMin", INT, m -> m.versions().protocolMin())
          .field("ProtocolMax", INT, m -> m.versions().protocolMax())
          .field("ProtocolCur", INT, m -> m.versions().protocolCur())
          .field("DelegateMin", INT, m -> m.versions().delegateMin())
          .field("DelegateMax", INT, m -> m.versions().delegateMax())
          .field("DelegateCur", INT, m -> m.versions().delegateCur())
          .build(
              v ->
                  new Member(
                      v.get(0),
                      v.get(1),
                      v.get(2),
                      v.get(3),
                      MemberStatus.of(v.get(4)),
                      new Versions(v.get(5), v.get(6), v.get(7), v.get(8), v.get(9), v.get(10))));

  public Member {
    tags = Map.copyOf(tags);
  }

  Member withStatus(MemberStatus changed) {
    return new Member(name, addr, port, tags, changed, versions);
  }
}
