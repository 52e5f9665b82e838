// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import io.praetor.dns.Flags;
import io.praetor.dns.Message;
import io.praetor.dns.MessageReader;
import io.praetor.dns.MessageWriter;
import io.praetor.dns.Name;
import io.praetor.dns.Question;
import io.praetor.dns.RecordData;
import io.praetor.dns.ResourceRecord;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// Asks an agent's DNS over UDP.
final class DnsClient {
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int IN = 1;

  private DnsClient() {}

  static Message ask(AgentProcess agent, String name, int type) throws Exception {
    Question question = new Question(Name.parse(name), type, IN);
    byte[] packet =
        MessageWriter.write(
            new Message(7, Flags.RD, question, List.of(), List.of(), List.of(), null), false);
    InetAddress host = InetAddress.getByName(agent.host);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.send(new DatagramPacket(packet, packet.length, host, agent.dns));
      DatagramPacket reply = new DatagramPacket(new byte[65535], 65535);
      socket.receive(reply);
      return MessageReader.read(Arrays.copyOf(reply.getData(), reply.getLength()));
    }
  }

  /// The data of the answers.
  static List<RecordData> answers(AgentProcess agent, String name, int type) throws Exception {
    return ask(agent, name, type).answers().stream().map(ResourceRecord::data).toList();
  }
}
