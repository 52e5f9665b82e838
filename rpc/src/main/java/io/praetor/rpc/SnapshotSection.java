// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.store.Snapshot;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Codec;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// One kind of record in a snapshot of the replicated state. The whole list, in the order in which
/// they are written, is {@link SnapshotSections}.
///
/// @param type Consul's message type of the record
/// @param save streams the records of an immutable snapshot
/// @param restore puts one record back, with the indexes that it carries
public record SnapshotSection<R>(
    int type,
    String name,
    Codec<R> codec,
    Function<Snapshot, Stream<R>> save,
    BiConsumer<WriteTxn, R> restore) {}
