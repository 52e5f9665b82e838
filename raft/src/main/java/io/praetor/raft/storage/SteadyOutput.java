// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Writes a large file so that the disk keeps pace. Otherwise all of it would wait in memory for one
/// sync at the end, and on a journaling file system the syncs of the log, made meanwhile, wait with
/// it.
final class SteadyOutput extends OutputStream {
  private static final int BYTES_PER_SYNC = 4 << 20;

  private final FileChannel file;
  private int unsynced;

  SteadyOutput(FileChannel file) {
    this.file = file;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(data, from, length);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    unsynced += length;
    if (unsynced >= BYTES_PER_SYNC) {
      unsynced = 0;
      file.force(false);
    }
  }
}
