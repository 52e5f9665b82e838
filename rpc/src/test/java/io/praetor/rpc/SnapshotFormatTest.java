// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.connect.CaRequest;
import io.praetor.connect.CaTables;
import io.praetor.store.Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SnapshotFormatTest {
  private final SnapshotFormat format = new SnapshotFormat(SnapshotSections.ALL);

  private static Store store() {
    return StateTables.newStore();
  }

  private byte[] save(Store store) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.source(store.snapshot()).writeTo(out);
    return out.toByteArray();
  }

  private Store filled() {
    Store store = store();
    var txn = store.begin(7);
    CaTables.apply(txn, 7, CaRequest.incrementSerial());
    txn.publish();
    return store;
  }

  @Test
  void whatWasSavedComesBackByteForByte() throws IOException {
    byte[] saved = save(filled());
    Store other = store();
    var txn = other.beginRestore(7);
    // One byte at a time, as a slow network brings it.
    format.restore(oneByteAtATime(saved), txn);
    txn.publish();
    assertArrayEquals(saved, save(other));
    assertEquals(7, other.snapshot().index("connect-ca-builtin-serial"));
  }

  @Test
  void aStreamThatEndsInsideARecordIsRefused() throws IOException {
    byte[] saved = save(filled());
    for (int length = 1; length < saved.length - 1; length++) {
      byte[] cut = Arrays.copyOf(saved, length);
      try {
        format.restore(new ByteArrayInputStream(cut), store().beginRestore(1));
      } catch (EOFException expected) {
        continue;
      }
      // It may only pass where a record ends: then one more byte is a record's type.
      assertThrows(
          IOException.class,
          () ->
              format.restore(
                  new ByteArrayInputStream(Arrays.copyOf(saved, cut.length + 1)),
                  store().beginRestore(1)));
    }
  }

  @Test
  void unknownRecordTypesAreNamed() {
    byte[] stream = {(byte) 0x80, 63, (byte) 0xc0};
    IOException refused =
        assertThrows(
            IOException.class,
            () -> format.restore(new ByteArrayInputStream(stream), store().beginRestore(1)));
    assertEquals("Unrecognized msg type 63", refused.getMessage());
  }

  private static InputStream oneByteAtATime(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, 1));
      }
    };
  }
}
