// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the recursors have said about host names, for the length of one query. The letter case of
/// names does not count. An empty list says that they know nothing.
public final class KnownHosts {
  public static final KnownHosts NONE = new KnownHosts(Map.of());

  private final Map<Name, List<ResourceRecord>> records;

  private KnownHosts(Map<Name, List<ResourceRecord>> records) {
    this.records = Map.copyOf(records);
  }

  /// These and what another round of questions brought.
  public KnownHosts with(Map<Name, List<ResourceRecord>> more) {
    Map<Name, List<ResourceRecord>> all = new HashMap<>(records);
    more.forEach((name, said) -> all.put(name.lowerCase(), List.copyOf(said)));
    return new KnownHosts(all);
  }

  @Nullable List<ResourceRecord> records(Name host) {
    return records.get(host.lowerCase());
  }

  int size() {
    return records.size();
  }
}
