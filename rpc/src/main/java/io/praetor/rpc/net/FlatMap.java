// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.EnclosedCodec;
import io.praetor.wire.Kind;
import io.praetor.wire.Msgpack;
import io.praetor.wire.MsgpackDecoder;
import io.praetor.wire.MsgpackEncoder;
import io.praetor.wire.Utf8;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Puts the members of two msgpack maps into one, as Go does with an embedded struct.
final class FlatMap {
  private FlatMap() {}

  /// As below, of a value that this codec wrote: one in a byte string takes the members into the map
  /// that stands last in it.
  static byte[] merge(Codec<?> codec, byte[] base, byte[] more) {
    if (!(codec instanceof EnclosedCodec<?>)) {
      return merge(base, more);
    }
    byte[] content = new MsgpackDecoder(base).bytes().toArray();
    int at = lastValue(content);
    byte[] merged = merge(Arrays.copyOfRange(content, at, content.length), more);
    byte[] all = Arrays.copyOf(content, at + merged.length);
    System.arraycopy(merged, 0, all, at, merged.length);
    return Msgpack.write(Codecs.BYTES, Bytes.wrap(all));
  }

  /// Where the last of several values begins.
  ///
  /// @throws DecodeException when the values are not whole
  static int lastValue(byte[] values) {
    int last = 0;
    for (int at = 0; at < values.length; ) {
      last = at;
      at = Msgpack.end(values, at, values.length);
      if (at < 0) {
        throw DecodeException.invalid("a value in a byte string ends early");
      }
    }
    return last;
  }

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
