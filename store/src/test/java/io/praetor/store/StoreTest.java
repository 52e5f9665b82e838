// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoreTest {
  private record Pet(String name, String owner, String chip) {}

  private static final Index<Pet> BY_OWNER = Index.of("owner", pet -> Key.of(pet.owner()));
  private static final Index<Pet> BY_CHIP =
      Index.unique("chip", pet -> pet.chip().isEmpty() ? null : Key.of(pet.chip()));
  private static final Index<Pet> BY_LETTER =
      Index.many(
          "letter", pet -> pet.name().chars().mapToObj(Character::toString).map(Key::of).toList());
  private static final Table<Pet> PETS =
      Table.of("pets", pet -> Key.of(pet.name()), BY_OWNER, BY_CHIP, BY_LETTER);
  private static final Table<Pet> GRAVES = Table.of("graves", pet -> Key.of(pet.name()));

  private final Store store =
      new Store(
          List.of(PETS, GRAVES),
          List.of(
              new ChangeHook<>(
                  PETS,
                  (txn, before, after) -> {
                    if (before != null && after == null) {
                      txn.put(GRAVES, before);
                    }
                  })));

  private static List<String> names(Scan<Pet> pets) {
    return pets.stream().map(Pet::name).toList();
  }

  @Test
  void readersSeeNothingBeforePublish() {
    WriteTxn txn = store.begin(7);
    txn.put(PETS, new Pet("rex", "ann", ""));
    txn.bumpIndex("pets");
    assertEquals(0, store.snapshot().size(PETS));
    assertEquals(1, txn.size(PETS));
    Snapshot before = store.snapshot();
    txn.publish();
    assertEquals(0, before.size(PETS));
    assertEquals(1, store.snapshot().size(PETS));
    assertEquals(7, store.snapshot().index("pets"));
    assertEquals(7, store.snapshot().lastIndex());
  }

  @Test
  void indexesFollowTheRow() {
    WriteTxn txn = store.begin(1);
    txn.put(PETS, new Pet("rex", "ann", "1"));
    txn.put(PETS, new Pet("abe", "ann", "2"));
    txn.put(PETS, new Pet("tom", "anna", ""));
    assertEquals(List.of("abe", "rex"), names(txn.scan(BY_OWNER, Key.of("ann"))));
    assertEquals(List.of("abe", "rex", "tom"), names(txn.scanPrefix(BY_OWNER, Key.of("ann"))));
    assertEquals(List.of("abe", "rex"), names(txn.scan(BY_LETTER, Key.of("e"))));
    txn.put(PETS, new Pet("rex", "bob", "3"));
    assertEquals(List.of("abe"), names(txn.scan(BY_OWNER, Key.of("ann"))));
    assertEquals(List.of("rex"), names(txn.scan(BY_OWNER, Key.of("bob"))));
    assertNull(txn.first(BY_CHIP, Key.of("1")));
    assertEquals(new Pet("rex", "bob", "3"), txn.first(BY_CHIP, Key.of("3")));
    txn.delete(PETS, Key.of("abe"));
    assertEquals(List.of(), names(txn.scan(BY_OWNER, Key.of("ann"))));
    assertEquals(List.of("rex"), names(txn.scan(BY_LETTER, Key.of("e"))));
  }

  @Test
  void aSecondRowUnderAUniqueKeyIsAFault() {
    WriteTxn txn = store.begin(1);
    txn.put(PETS, new Pet("rex", "ann", "1"));
    assertThrows(IllegalStateException.class, () -> txn.put(PETS, new Pet("abe", "ann", "1")));
  }

  @Test
  void hooksWriteInTheSameTransaction() {
    WriteTxn txn = store.begin(1);
    txn.put(PETS, new Pet("rex", "ann", ""));
    txn.delete(PETS, Key.of("rex"));
    Snapshot published = txn.publish();
    assertEquals(List.of("rex"), names(published.scan(GRAVES)));
  }

  @Test
  void rollbackLeavesNoTrace() {
    WriteTxn txn = store.begin(1);
    txn.put(PETS, new Pet("rex", "ann", "1"));
    txn.emit("first");
    WriteTxn.Savepoint savepoint = txn.savepoint();
    txn.put(PETS, new Pet("abe", "ann", "2"));
    txn.delete(PETS, Key.of("rex"));
    txn.bumpIndex("pets");
    txn.emit("second");
    txn.rollback(savepoint);
    Snapshot seen = store.snapshot();
    int[] woken = {0};
    store.watches().park(List.of(Topic.of(PETS, Key.of("abe"))), seen, () -> woken[0]++);
    Snapshot published = txn.publish();
    assertEquals(List.of("rex"), names(published.scan(PETS)));
    assertEquals(List.of(), names(published.scan(GRAVES)));
    assertEquals(0, published.index("pets"));
    assertEquals(List.of("first"), txn.events());
    assertEquals(0, woken[0]);
  }

  @Test
  void aTransactionOnAnOlderVersionIsRefused() {
    WriteTxn one = store.begin(1);
    WriteTxn two = store.begin(1);
    one.publish();
    assertThrows(IllegalStateException.class, two::publish);
  }

  @Test
  void restoreReplacesEverythingRunsNoHooksAndWakesAll() {
    WriteTxn txn = store.begin(5);
    txn.put(PETS, new Pet("rex", "ann", ""));
    txn.bumpIndex("pets");
    Snapshot before = txn.publish();
    int[] woken = {0};
    store.watches().park(List.of(Topic.of(PETS, Key.of("nobody"))), before, () -> woken[0]++);
    WriteTxn restore = store.beginRestore(9);
    restore.put(PETS, new Pet("abe", "bob", ""));
    restore.setIndex("pets", 3);
    restore.delete(PETS, Key.of("abe"));
    restore.put(PETS, new Pet("tom", "bob", ""));
    Snapshot after = restore.publish();
    assertEquals(List.of("tom"), names(after.scan(PETS)));
    assertEquals(0, after.size(GRAVES));
    assertEquals(3, after.index("pets"));
    assertEquals(1, woken[0]);
    assertEquals(0, store.watches().size());
  }

  @Test
  void indexNumbersAreListedByName() {
    WriteTxn txn = store.begin(4);
    txn.setIndex("b", 2);
    txn.setIndex("a", 3);
    txn.setIndex("c", 1);
    txn.removeIndex("c");
    assertEquals(List.of(new IndexEntry("a", 3), new IndexEntry("b", 2)), txn.indexes().toList());
    assertEquals(3, txn.maxIndex("a", "b", "none"));
  }

  @Test
  void indexNamesAreFoundWithoutCaseAndKeepTheirLastForm() {
    WriteTxn txn = store.begin(4);
    txn.bumpIndex("service.Web");
    txn.bumpIndex("service.WEB");
    assertEquals(4, txn.index("service.web"));
    assertEquals(List.of(new IndexEntry("service.WEB", 4)), txn.indexes().toList());
  }
}
