// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A map with string keys, written in byte order of the keys: Go's JSON does so, and where its
/// msgpack is random ours is at least the same each time. Maps are immutable once read, and later
/// keys win.
record MapCodec<T extends @Nullable Object>(Codec<T> value, boolean emptyIsNil)
    implements Codec<Map<String, T>> {
  @Override
  public void write(Encoder out, Map<String, T> map) {
    if (emptyIsNil && map.isEmpty()) {
      out.nil();
      return;
    }
    out.beginMap(map.size());
    List<Map.Entry<String, T>> entries = new ArrayList<>(map.entrySet());
    entries.sort(Map.Entry.comparingByKey(Utf8.ORDER));
    for (Map.Entry<String, T> entry : entries) {
      out.key(entry.getKey());
      value.write(out, entry.getValue());
    }
    out.endMap();
  }

  @Override
  public Map<String, T> read(Decoder in) {
    in.beginMap();
    String key = in.nextKey();
    if (key == null) {
      return Map.of();
    }
    Map<String, T> read = new LinkedHashMap<>();
    for (; key != null; key = in.nextKey()) {
      read.put(key, value.read(in));
    }
    return Collections.unmodifiableMap(read);
  }

  @Override
  public Map<String, T> zero() {
    return Map.of();
  }

  @Override
  public boolean isEmpty(Map<String, T> map) {
    return map.isEmpty();
  }
}
