// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What a secondary datacenter changes to follow the primary one.
class EntryReplicaTest {
  private static ConfigEntry entry(EntryKind<?> kind, String name, long hash, long index) {
    return kind.named(name).withHash(hash).withIndexes(index, index);
  }

  private static ConfigEntry service(String name, long hash, long index) {
    return entry(EntryKinds.SERVICE_DEFAULTS, name, hash, index);
  }

  private static List<String> changes(
      List<ConfigEntry> local, List<ConfigEntry> primary, long lastSeen) {
    return EntryReplica.changes(local, primary, lastSeen).stream()
        .map(request -> request.op() + " " + request.entry().name())
        .toList();
  }

  @Test
  void whatIsGoneGoesFirstAndWhatIsNewOrDifferentFollows() {
    List<ConfigEntry> local = List.of(service("b", 2, 9), service("a", 1, 9), service("c", 3, 9));
    List<ConfigEntry> primary =
        List.of(service("c", 4, 20), service("b", 2, 21), service("d", 5, 22));
    assertEquals(List.of("delete a", "upsert c", "upsert d"), changes(local, primary, 0));
    assertEquals(List.of(), changes(primary, primary, 0));
  }

  @Test
  void whatThePrimaryHasNotChangedSinceIsTheSame() {
    List<ConfigEntry> local = List.of(service("a", 1, 9));
    assertEquals(List.of(), changes(local, List.of(service("a", 2, 20)), 20));
    assertEquals(List.of("upsert a"), changes(local, List.of(service("a", 2, 21)), 20));
    assertEquals(List.of("upsert b"), changes(List.of(), List.of(service("b", 2, 3)), 20), "lost");
  }

  @Test
  void equalNamesOfDifferentKindsAreDifferentEntries() {
    List<ConfigEntry> local = List.of(service("a", 1, 9));
    List<ConfigEntry> primary = List.of(entry(EntryKinds.SERVICE_RESOLVER, "a", 1, 9));
    assertEquals(List.of("delete a", "upsert a"), changes(local, primary, 0));
  }

  @Test
  void withoutHashesTheContentDecides() {
    assertEquals(List.of(), changes(List.of(service("a", 0, 9)), List.of(service("a", 0, 20)), 0));
  }

  @Test
  void exportedServicesStayWhereTheyAre() {
    List<ConfigEntry> exported = List.of(entry(EntryKinds.EXPORTED_SERVICES, "default", 1, 9));
    assertEquals(List.of(), changes(exported, List.of(), 0));
    assertEquals(List.of(), changes(List.of(), exported, 0));
  }
}
