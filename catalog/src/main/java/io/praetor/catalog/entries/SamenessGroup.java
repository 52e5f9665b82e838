// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Clusters whose services count as the same, which only the Enterprise edition has. Read and
/// written, so that its entries survive, but never accepted.
public record SamenessGroup(
    boolean defaultForFailover, boolean includeLocal, @Nullable List<Member> members)
    implements EntryBody {
  public static final Struct<SamenessGroup> CODEC =
      Struct.<SamenessGroup>named("SamenessGroupConfigEntry")
          .omitEmpty("DefaultForFailover", BOOL, SamenessGroup::defaultForFailover)
          .omitEmpty("IncludeLocal", BOOL, SamenessGroup::includeLocal)
          .field("Members", nullable(list(Member.CODEC)), SamenessGroup::members)
          .build(v -> new SamenessGroup(v.get(0), v.get(1), v.get(2)));

  /// One cluster.
  public record Member(String partition, String peer) {
    public static final Struct<Member> CODEC =
        Struct.<Member>named("SamenessGroupMember")
            .omitEmpty("Partition", STRING, Member::partition)
            .omitEmpty("Peer", STRING, Member::peer)
            .build(v -> new Member(v.get(0), v.get(1)));
  }
}
