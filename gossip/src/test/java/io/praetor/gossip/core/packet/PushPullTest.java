// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.wire.Bytes;
import io.praetor.wire.Decoder;
import io.praetor.wire.MsgpackDecoder;
import io.praetor.wire.MsgpackEncoder;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The short cuts for the nodes of a push/pull against the description of the format.
class PushPullTest {
  private final SplittableRandom random = new SplittableRandom(4);

  private Bytes bytes(int most) {
    byte[] data = new byte[random.nextInt(most)];
    random.nextBytes(data);
    return random.nextInt(5) == 0 ? Bytes.NIL : Bytes.wrap(data);
  }

  private PushPull.Node node() {
    return new PushPull.Node(
        random.nextInt(4) == 0 ? "nöde" : "node-" + random.nextInt(1 << 20),
        bytes(17),
        random.nextInt(1 << 16),
        bytes(600),
        random.nextLong(1L << random.nextInt(1, 33)),
        random.nextInt(4),
        bytes(7));
  }

  private static PushPull.Node read(byte[] data) {
    return PushPull.Node.read(new MsgpackDecoder(data, 0, data.length, Decoder.Unknown.IGNORE));
  }

  @Test
  void bothWaysAreAsDescribed() {
    for (int i = 0; i < 2000; i++) {
      PushPull.Node node = node();
      MsgpackEncoder described = new MsgpackEncoder(MsgpackEncoder.Flavor.SIGNED);
      PushPull.Node.CODEC.write(described, node);
      MsgpackEncoder short1 = new MsgpackEncoder(MsgpackEncoder.Flavor.SIGNED);
      node.write(short1);
      assertArrayEquals(described.toByteArray(), short1.toByteArray());
      assertEquals(node, read(short1.toByteArray()));
    }
  }

  @Test
  void otherFormsAreReadToo() {
    PushPull.Node node = node();
    MsgpackEncoder out = new MsgpackEncoder(MsgpackEncoder.Flavor.SIGNED);
    out.beginMap(8);
    out.key("Addr");
    out.bytes(node.addr());
    out.key("Incarnation");
    out.uint64(node.incarnation());
    out.key("Meta");
    out.bytes(node.meta());
    out.key("New");
    out.string("of a later version");
    out.key("Vsn");
    out.bytes(node.vsn());
    out.key("Name");
    out.string(node.name());
    out.key("Port");
    out.uint64(node.port());
    out.key("State");
    out.int64(node.state());
    assertEquals(node, read(out.toByteArray()));
    byte[] seven = out.toByteArray();
    seven[0] = (byte) 0x87; // Begins as usual, and then does not go on so.
    PushPull.Node cut = read(seven);
    assertEquals(node.name(), cut.name());
    assertEquals(0, cut.state());
  }
}
