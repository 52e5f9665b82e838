// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A slice. Lists are immutable once read.
record ListCodec<T extends @Nullable Object>(Codec<T> element, boolean emptyIsNil)
    implements Codec<List<T>> {
  @Override
  public void write(Encoder out, List<T> value) {
    if (emptyIsNil && value.isEmpty()) {
      out.nil();
      return;
    }
    out.beginArray(value.size());
    value.forEach(one -> element.write(out, one));
    out.endArray();
  }

  @Override
  public List<T> read(Decoder in) {
    in.beginArray();
    if (!in.hasNext()) {
      return List.of();
    }
    List<T> read = new ArrayList<>();
    do {
      read.add(element.read(in));
    } while (in.hasNext());
    return Collections.unmodifiableList(read);
  }

  @Override
  public List<T> zero() {
    return List.of();
  }

  @Override
  public boolean isEmpty(List<T> value) {
    return value.isEmpty();
  }
}
