// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.catalog.CatalogTables;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Some hundred writes and deletes of entries of all kinds, good and bad, in the order in which Consul
/// was asked: each is accepted or refused with the text that Consul gave.
class RecordedWritesTest {
  private static final String REQUEST_DECODING = "Request decoding failed: ";

  private final Store store = new Store(CatalogTables.ALL, List.of());
  private long index = 1;

  @Test
  void everyWriteIsTakenOrRefusedAsRecorded() throws IOException {
    List<String> differences = new ArrayList<>();
    for (Map<String, Object> write : Recordings.of("writes.jsonl")) {
      String path = String.valueOf(write.get("path"));
      boolean refused = !Double.valueOf(200).equals(write.get("status"));
      String wanted = refused ? String.valueOf(write.get("text")) : "";
      String got = write.get("method").equals("PUT") ? put(write.get("body")) : delete(path);
      if (!got.equals(wanted)) {
        differences.add(write + "\n  wanted " + wanted + "\n  got    " + got);
      }
    }
    assertEquals("", String.join("\n", differences));
  }

  private String put(Object body) {
    ConfigEntry entry;
    try {
      entry = EntryInput.read(body);
    } catch (EntryException e) {
      return REQUEST_DECODING + e.text();
    }
    try {
      return apply(ConfigEntryRequest.of(ConfigEntryRequest.UPSERT, EntryRules.prepare(entry)));
    } catch (EntryException e) {
      return e.text();
    }
  }

  private String delete(String path) {
    String[] parts = path.split("[/?]", -1);
    EntryKind<?> kind = EntryKinds.required(parts[3]);
    try {
      return apply(
          ConfigEntryRequest.of(
              ConfigEntryRequest.DELETE, EntryRules.prepareDelete(kind.named(parts[4]))));
    } catch (EntryException e) {
      return e.text();
    }
  }

  private String apply(ConfigEntryRequest request) {
    WriteTxn txn = store.begin(++index);
    ConfigEntries.apply(txn, request.withDatacenter("dc1"));
    txn.publish();
    return "";
  }
}
