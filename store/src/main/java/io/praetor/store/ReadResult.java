// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.util.List;
import java.util.function.Function;

/// What a read of one snapshot found, the index it is as new as, and what would have to change for
/// it to read otherwise.
///
/// @param index Consul's `X-Consul-Index` of the result; 0 when nothing was ever written, which the
///     edge sends as 1
/// @param topics where a caller that wants a newer result waits
public record ReadResult<T>(T value, long index, List<Topic> topics) {
  public ReadResult {
    topics = List.copyOf(topics);
  }

  public static <T> ReadResult<T> of(T value, long index, Topic... topics) {
    return new ReadResult<>(value, index, List.of(topics));
  }

  /// The same read, its value seen otherwise.
  public <R> ReadResult<R> map(Function<? super T, ? extends R> change) {
    return new ReadResult<>(change.apply(value), index, topics);
  }
}
