// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.agent;

import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import java.util.Map;

/// A member of a gossip pool, as serf knows it.
///
/// @param status serf's number: 0 none, 1 alive, 2 leaving, 3 left, 4 failed
public record Member(
    String name,
    String addr,
    int port,
    Map<String, String> tags,
    int status,
    int protocolMin,
    int protocolMax,
    int protocolCur,
    int delegateMin,
    int delegateMax,
    int delegateCur) {
  public static final Struct<Member> CODEC =
      Struct.<Member>named("Member")
          .field("Name", STRING, Member::name)
          .field("Addr", STRING, Member::addr)
          .field("Port", INT, Member::port)
          .field("Tags", Codecs.map(STRING), Member::tags)
          .field("Status", INT, Member::status)
          .field("ProtocolMin", INT, Member::protocolMin)
          .field("ProtocolMax", INT, Member::protocolMax)
          .field("ProtocolCur", INT, Member::protocolCur)
          .field("DelegateMin", INT, Member::delegateMin)
          .field("DelegateMax", INT, Member::delegateMax)
          .field("DelegateCur", INT, Member::delegateCur)
          .build(
              v ->
                  new Member(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10)));

  public Member {
    tags = Map.copyOf(tags);
  }
}
