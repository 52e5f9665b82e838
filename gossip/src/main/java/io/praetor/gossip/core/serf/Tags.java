// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PacketException;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import java.util.Map;

/// A member's tags in the meta data of its node: a magic byte and a map. Meta data without the byte
/// is the bare role of very old agents.
public final class Tags {
  public static final int MAX_BYTES = 512;

  private static final int MAGIC = 0xff;
  private static final Codec<Map<String, String>> MAP = Codecs.map(STRING);

  private Tags() {}

  public static Bytes encode(Map<String, String> tags) {
    return Bytes.wrap(Messages.typed(MAGIC, MAP, tags));
  }

  /// What cannot be read is no tags.
  public static Map<String, String> decode(Bytes meta) {
    if (meta.isEmpty() || (meta.at(0) & 0xff) != MAGIC) {
      return Map.of("role", meta.text());
    }
    try {
      return Map.copyOf(Messages.body(MAP, meta.shared(), 0, meta.size()));
    } catch (PacketException e) {
      return Map.of();
    }
  }
}
