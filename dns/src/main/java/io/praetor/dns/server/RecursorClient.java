// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns.server;

import io.netty.channel.EventLoopGroup;
import io.praetor.dns.DnsFormatException;
import io.praetor.dns.Flags;
import io.praetor.dns.Message;
import io.praetor.dns.MessageReader;
import io.praetor.dns.MessageWriter;
import io.praetor.dns.Name;
import io.praetor.dns.Question;
import io.praetor.dns.Rcode;
import io.praetor.dns.RecordType;
import io.praetor.dns.ResourceRecord;
import io.praetor.dns.Transport;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Asks recursors, one after the other, each within its time. Callable from any thread; the work is
/// done on event loops. Futures never fail: nobody's reply is null.
///
/// Each question goes out from a socket of its own, with a random port and a random ID, and only a
/// reply to that question from that recursor counts. A truncated reply is passed on as it is, for the
/// client to ask again over TCP: so does Consul.
final class RecursorClient {
  private static final int ID_VALUES = 0x10000;

  private final Upstreams upstreams;
  private final SecureRandom ids = new SecureRandom();

  RecursorClient(EventLoopGroup loops) {
    upstreams = new Upstreams(loops);
  }

  /// The first reply that says NOERROR or NXDOMAIN, with the ID of the query, or null.
  CompletableFuture<byte @Nullable []> forward(
      byte[] packet,
      Message query,
      Transport transport,
      List<InetSocketAddress> recursors,
      Duration timeout) {
    byte[] sent = packet.clone();
    setId(sent, ids.nextInt(ID_VALUES));
    return firstOf(sent, query.question(), transport, recursors, timeout, RecursorClient::isUsable)
        .thenApply(
            reply -> {
              if (reply != null) {
                setId(reply, query.id());
              }
              return reply;
            });
  }

  /// What is said about the A records of each host; an empty list where nothing was.
  CompletableFuture<Map<Name, List<ResourceRecord>>> resolve(
      Set<Name> hosts, List<InetSocketAddress> recursors, Duration timeout) {
    Map<Name, CompletableFuture<List<ResourceRecord>>> asked = new HashMap<>();
    for (Name host : hosts) {
      asked.put(host, addresses(host, recursors, timeout));
    }
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
        .thenApply(
            all -> {
              Map<Name, List<ResourceRecord>> said = new HashMap<>();
              asked.forEach((host, records) -> said.put(host, records.join()));
              return said;
            });
  }

  private CompletableFuture<List<ResourceRecord>> addresses(
      Name host, List<InetSocketAddress> recursors, Duration timeout) {
    Question question = new Question(host, RecordType.A, 1);
    byte[] packet;
    try {
      packet =
          MessageWriter.write(
              new Message(
                  ids.nextInt(ID_VALUES),
                  Flags.RD,
                  question,
                  List.of(),
                  List.of(),
                  List.of(),
                  null),
              /* compress= */ false);
    } catch (DnsFormatException never) {
      throw new IllegalStateException("a question always fits", never);
    }
    return firstOf(packet, question, Transport.UDP, recursors, timeout, reply -> true)
        .thenApply(RecursorClient::answers);
  }

  private static List<ResourceRecord> answers(byte @Nullable [] reply) {
    try {
      return reply == null ? List.of() : MessageReader.read(reply).answers();
    } catch (DnsFormatException unreadable) {
      return List.of();
    }
  }

  private CompletableFuture<byte @Nullable []> firstOf(
      byte[] packet,
      @Nullable Question question,
      Transport transport,
      List<InetSocketAddress> recursors,
      Duration timeout,
      Predicate<byte[]> usable) {
    if (recursors.isEmpty() || question == null) {
      return CompletableFuture.completedFuture(null);
    }
    Predicate<byte[]> ours = reply -> isReplyTo(packet, question, reply);
    return upstreams
        .ask(packet, transport, recursors.getFirst(), timeout, ours)
        .thenCompose(
            reply ->
                reply != null && usable.test(reply)
                    ? CompletableFuture.completedFuture(reply)
                    : firstOf(
                        packet,
                        question,
                        transport,
                        recursors.subList(1, recursors.size()),
                        timeout,
                        usable));
  }

  private static boolean isReplyTo(byte[] packet, Question question, byte[] reply) {
    if (reply.length < 12 || u16(reply, 0) != u16(packet, 0) || (reply[2] & 0x80) == 0) {
      return false;
    }
    Question echoed = MessageReader.readQuestionOrNull(reply);
    return echoed != null
        && echoed.type() == question.type()
        && echoed.name().equalsIgnoreCase(question.name());
  }

  private static boolean isUsable(byte[] reply) {
    int rcode = Flags.rcode(u16(reply, 2));
    return rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN;
  }

  private static void setId(byte[] packet, int id) {
    packet[0] = (byte) (id >> 8);
    packet[1] = (byte) id;
  }

  private static int u16(byte[] packet, int offset) {
    return (packet[offset] & 0xff) << 8 | (packet[offset + 1] & 0xff);
  }
}
