// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One configuration entry: the members that all kinds have, and those of its own.
///
/// @param kind the member `Kind` as it came: may be empty, and some kinds do not carry it
/// @param name `mesh` for the kind that has no names
/// @param hash of the content, chosen by the leader: equal ones are not written again
public record ConfigEntry(
    EntryKind<?> type,
    String kind,
    String name,
    EntryBody body,
    @Nullable Map<String, String> meta,
    long hash,
    long createIndex,
    long modifyIndex) {

  /// Its own members, when it is of this kind.
  public <B extends EntryBody> @Nullable B as(EntryKind<B> wanted) {
    return type == wanted ? wanted.cast(body) : null;
  }

  ConfigEntry withKind(String changed) {
    return new ConfigEntry(type, changed, name, body, meta, hash, createIndex, modifyIndex);
  }

  /// The entry under the only name that its kind can have, where it was left out.
  ConfigEntry withDefaultName() {
    return name.isEmpty() && type == EntryKinds.PROXY_DEFAULTS
        ? new ConfigEntry(
            type, kind, ProxyDefaultsRules.GLOBAL, body, meta, hash, createIndex, modifyIndex)
        : this;
  }

  ConfigEntry withBody(EntryBody changed) {
    return new ConfigEntry(type, kind, name, changed, meta, hash, createIndex, modifyIndex);
  }

  public ConfigEntry withHash(long changed) {
    return new ConfigEntry(type, kind, name, body, meta, changed, createIndex, modifyIndex);
  }

  public ConfigEntry withIndexes(long created, long modified) {
    return new ConfigEntry(type, kind, name, body, meta, hash, created, modified);
  }
}
