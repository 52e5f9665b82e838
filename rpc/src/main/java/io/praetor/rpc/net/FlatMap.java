// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import io.praetor.wire.Bytes;
import io.praetor.wire.Decoder;
import io.praetor.wire.Kind;
import io.praetor.wire.MsgpackDecoder;
import io.praetor.wire.MsgpackEncoder;
import io.praetor.wire.Utf8;
import java.util.SortedMap;
import java.util.TreeMap;

/// Puts the members of two msgpack maps into one, as Go does with an embedded struct.
final class FlatMap {
  private FlatMap() {}

  /// The members of both, in the order of their names. Where both have a member, that of `more`
  /// stands unless it is empty. A `base` that is not a map is left as it is.
  static byte[] merge(byte[] base, byte[] more) {
    if (new MsgpackDecoder(base).peek() != Kind.MAP) {
      return base;
    }
    SortedMap<String, Bytes> members = new TreeMap<>(Utf8.ORDER);
    read(base, members, false);
    read(more, members, true);
    MsgpackEncoder out = new MsgpackEncoder(MsgpackEncoder.Flavor.RPC);
    out.beginMap(members.size());
    members.forEach(
        (name, value) -> {
          out.key(name);
          out.encoded(value);
        });
    out.endMap();
    return out.toByteArray();
  }

  private static void read(byte[] map, SortedMap<String, Bytes> members, boolean keep) {
    MsgpackDecoder in = new MsgpackDecoder(map, 0, map.length, Decoder.Unknown.IGNORE);
    in.beginMap();
    for (String name = in.nextKey(); name != null; name = in.nextKey()) {
      Bytes value = in.encoded();
      if (!keep || !members.containsKey(name) || !isZero(value)) {
        members.put(name, value);
      }
    }
  }

  /// Nil, false, 0, or an empty text.
  private static boolean isZero(Bytes value) {
    if (value.size() != 1) {
      return false;
    }
    int head = value.at(0) & 0xff;
    return head == 0xc0 || head == 0xc2 || head == 0 || head == 0xa0;
  }
}
