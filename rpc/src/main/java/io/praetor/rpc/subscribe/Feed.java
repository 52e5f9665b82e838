// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import io.praetor.store.ReadResult;
import io.praetor.store.View;
import io.praetor.wire.ProtoWriter;
import java.util.SortedMap;

/// One subject that can be subscribed to: what it consists of, and how that is written.
///
/// @param <T> its items, compared by value
interface Feed<T> {
  /// The items by a key that stays the same while an item changes.
  ReadResult<SortedMap<String, T>> read(View view);

  /// Adds to an event what has happened to an item.
  ///
  /// @param gone whether the item, as it was, is no more
  void write(ProtoWriter event, T item, boolean gone);

  /// Whether a snapshot's items come as one message, or with one message each.
  boolean batchedSnapshot();
}
