// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.catalog.ServiceName;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Encoder;
import io.praetor.wire.Msgpack;
import io.praetor.wire.MsgpackEncoder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A map from services to the entries that lead to them. Its keys are structs in msgpack, which no
/// other map of Consul's has, and names in JSON.
final class ServiceReferences {
  private static final int MAX_ENTRIES = 65_535;

  private static final Codec<List<ResourceReference>> VALUES = Codecs.list(ResourceReference.CODEC);
  private static final Codec<Map<String, List<ResourceReference>>> JSON = Codecs.map(VALUES);

  static final Codec<@Nullable Map<String, List<ResourceReference>>> CODEC =
      Codecs.<Map<String, List<ResourceReference>>>nullable(
          Codecs.of(ServiceReferences::write, ServiceReferences::read, Map.of(), Map::isEmpty));

  private ServiceReferences() {}

  private static void write(Encoder out, Map<String, List<ResourceReference>> map) {
    if (out.form() == Encoder.Form.JSON) {
      JSON.write(out, map);
      return;
    }
    MsgpackEncoder inner = new MsgpackEncoder(MsgpackEncoder.Flavor.RPC);
    inner.beginMap(map.size());
    for (String name : map.keySet().stream().sorted().toList()) {
      ServiceName.CODEC.write(inner, new ServiceName(name));
      VALUES.write(inner, map.getOrDefault(name, List.of()));
    }
    out.encoded(Bytes.wrap(inner.toByteArray()));
  }

  private static Map<String, List<ResourceReference>> read(Decoder in) {
    if (in.form() == Encoder.Form.JSON) {
      return JSON.read(in);
    }
    byte[] bytes = in.encoded().shared();
    int mark = bytes[0] & 0xff;
    int count;
    int at;
    if ((mark & 0xf0) == 0x80) {
      count = mark & 0x0f;
      at = 1;
    } else if (mark == 0xde) {
      count = (bytes[1] & 0xff) << 8 | bytes[2] & 0xff;
      at = 3;
    } else {
      throw DecodeException.invalid("a map of at most " + MAX_ENTRIES + " services is expected");
    }
    Map<String, List<ResourceReference>> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      int keyEnd = Msgpack.end(bytes, at, bytes.length);
      int valueEnd = Msgpack.end(bytes, keyEnd, bytes.length);
      map.put(
          Msgpack.read(ServiceName.CODEC, Arrays.copyOfRange(bytes, at, keyEnd)).name(),
          Msgpack.read(VALUES, Arrays.copyOfRange(bytes, keyEnd, valueEnd)));
      at = valueEnd;
    }
    return Collections.unmodifiableMap(map);
  }
}
