// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Random and damaged packets: reading throws nothing but its own exception, and whatever is admitted
/// is answered by a packet that can be read.
final class HostilePacketsFuzzTest {
  private static final int ROUNDS = 40_000;

  private final FakeCatalog catalog =
      new FakeCatalog().node("n1", "10.0.0.1").service("n1", "web", 80);

  private final DnsSettings settings =
      Scenario.settings(Tree.of(java.util.Map.of("config", java.util.Map.of())));

  @Test
  void randomBytesAreReadOrRefused() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      byte[] packet = new byte[random.nextInt(80)];
      random.nextBytes(packet);
      feed(packet, "random, seed " + seed);
    }
  }

  @Test
  void damagedMessagesAreReadOrRefused() throws Exception {
    for (int seed = 0; seed < ROUNDS; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      byte[] packet = MessageWriter.write(new RandomMessages(random).next(), random.nextBoolean());
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(3) == 0) {
        packet = Arrays.copyOf(packet, random.nextInt(packet.length + 1));
      }
      feed(packet, "damaged, seed " + seed);
    }
  }

  @Test
  void damagedQueriesAreAnsweredOrRefused() throws Exception {
    String[] names = {
      "web.service.consul", "n1.node.dc1.consul", "_web._tcp.consul", "1.0.0.10.in-addr.arpa",
      "0a000001.addr.consul", "x.query.consul", "consul", "a.b.c.virtual.consul"
    };
    for (int seed = 0; seed < ROUNDS; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      Question question =
          new Question(Name.parse(names[random.nextInt(names.length)]), random.nextInt(1, 60), 1);
      byte[] packet = MessageWriter.write(Message.withoutRecords(1, Flags.RD, question), false);
      for (int i = random.nextInt(3); i > 0; i--) {
        packet[random.nextInt(12, packet.length)] = (byte) random.nextInt(256);
      }
      feed(packet, "query, seed " + seed);
    }
  }

  private void feed(byte[] packet, String hint) {
    try {
      MessageReader.read(packet);
    } catch (DnsFormatException expected) {
      // the one way to say no
    } catch (RuntimeException bug) {
      throw new AssertionError(hint, bug);
    }
    try {
      switch (Admission.of(packet)) {
        case Admission.Ignored ignored -> {}
        case Admission.Refusal refusal -> MessageReader.read(refusal.message());
        case Admission.Query(Message query) -> {
          Client client = new Client(InetAddress.getLoopbackAddress(), Transport.UDP);
          Reply reply =
              new DnsAnswerer(catalog).answer(query, client, settings, KnownHosts.NONE, 1, 2, true);
          if (reply instanceof Reply.Send(byte[] message)) {
            MessageReader.read(message);
            int limit = query.edns() == null ? 512 : Math.max(512, query.edns().udpSizeBytes());
            assertTrue(message.length <= limit, hint);
          }
        }
      }
    } catch (DnsFormatException | RuntimeException bug) {
      throw new AssertionError(hint, bug);
    }
  }
}
