// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.catalog.VirtualIps;
import io.praetor.catalog.entries.ConfigEntries;
import io.praetor.catalog.entries.ConfigEntryRequest;
import io.praetor.catalog.entries.EntryInput;
import io.praetor.catalog.entries.EntryKinds;
import io.praetor.catalog.entries.EntryRules;
import io.praetor.catalog.entries.IntentionRequest;
import io.praetor.catalog.entries.SystemMetadata;
import io.praetor.store.Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Entries through the log and through a snapshot: what one server wrote is what another one has.
class ConfigEntrySnapshotTest {
  private final SnapshotFormat format = new SnapshotFormat(SnapshotSections.ALL);
  private final CommandTable commands = new CommandTable(Commands.ALL);

  private Object apply(Store store, long index, byte[] entry) {
    var txn = store.begin(index);
    Object result = commands.apply(txn, index, entry);
    txn.publish();
    return result == null ? "skipped" : result;
  }

  private Object write(Store store, long index, Map<String, Object> tree) {
    ConfigEntryRequest request =
        ConfigEntryRequest.of(ConfigEntryRequest.UPSERT, EntryRules.prepare(EntryInput.read(tree)));
    return apply(store, index, CommandTable.encode(Commands.CONFIG_ENTRY, request));
  }

  private Store filled() {
    Store store = StateTables.newStore();
    apply(store, 3, CommandTable.encode(Commands.INTENTION, IntentionRequest.deleteAll()));
    write(
        store,
        4,
        Map.of(
            "Kind",
            "proxy-defaults",
            "Config",
            Map.of("protocol", "http", "list", List.of(1.5, "a", true))));
    write(store, 5, Map.of("Kind", "mesh", "Peering", Map.of("PeerThroughMeshGateways", true)));
    write(
        store,
        6,
        Map.of(
            "Kind",
            "service-splitter",
            "Name",
            "web",
            "Splits",
            List.of(Map.of("Weight", 33.33), Map.of("Weight", 66.67, "Service", "web2"))));
    write(
        store,
        7,
        Map.of(
            "Kind", "terminating-gateway", "Name", "tg", "Services", List.of(Map.of("Name", "x"))));
    return store;
  }

  private byte[] save(Store store) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.source(store.snapshot()).writeTo(out);
    return out.toByteArray();
  }

  @Test
  void aSnapshotBringsEntriesBackByteForByte() throws IOException {
    byte[] saved = save(filled());
    Store other = StateTables.newStore();
    var txn = other.beginRestore(7);
    format.restore(new ByteArrayInputStream(saved), txn);
    txn.publish();
    assertArrayEquals(saved, save(other));
    assertEquals(
        filled().snapshot().scan(ConfigEntries.TABLE).toList(),
        other.snapshot().scan(ConfigEntries.TABLE).toList());
    assertEquals(7, other.snapshot().index(ConfigEntries.INDEX));
  }

  @Test
  void theFirstEntryOfANewClusterMovesTheIndex() {
    Store store = filled();
    assertEquals(true, SystemMetadata.intentionsAreEntries(store.snapshot()));
    assertEquals(3, store.snapshot().index("system-metadata"));
  }

  @Test
  void servicesThatAreNamedHaveAddressesUntilNothingNamesThem() {
    Store store = filled();
    assertEquals("240.0.0.1", VirtualIps.of(store.snapshot(), "", "web"));
    assertEquals("240.0.0.2", VirtualIps.of(store.snapshot(), "", "x"));
    ConfigEntryRequest gone =
        ConfigEntryRequest.of(ConfigEntryRequest.DELETE, EntryKinds.SERVICE_SPLITTER.named("web"));
    assertEquals(true, apply(store, 8, CommandTable.encode(Commands.CONFIG_ENTRY, gone)));
    assertEquals("", VirtualIps.of(store.snapshot(), "", "web"));
    assertEquals("240.0.0.2", VirtualIps.of(store.snapshot(), "", "x"));
  }

  @Test
  void aRefusedEntryLeavesNothing() {
    Store store = filled();
    Object refused =
        write(store, 8, Map.of("Kind", "service-defaults", "Name", "web2", "Protocol", "tcp"));
    assertEquals(true, refused);
    Object result =
        write(
            store,
            9,
            Map.of(
                "Kind",
                "service-router",
                "Name",
                "web3",
                "Routes",
                List.of(Map.of("Destination", Map.of("Service", "web2")))));
    assertEquals(
        new ApplyError(
            "discovery chain \"web3\" uses inconsistent protocols; service \"web2\" has \"tcp\""
                + " which is not \"http\""),
        result);
    assertEquals(8, store.snapshot().index(ConfigEntries.INDEX));
    assertEquals("", VirtualIps.of(store.snapshot(), "", "web3"));
  }
}
