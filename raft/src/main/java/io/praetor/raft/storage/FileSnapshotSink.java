// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotMeta;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CheckedOutputStream;

/// Writes one snapshot directory: state, description, then the rename, each on disk before the
/// next.
final class FileSnapshotSink implements SnapshotSink {
  private static final int BUFFER_BYTES = 1 << 16;

  private final FileSnapshotStore store;
  private final Path parent;
  private final Path unfinished;
  private final String id;
  private final long index;
  private final long term;
  private final ConfigurationState configuration;
  private final FileChannel state;
  private final CheckedOutputStream out;

  private FileSnapshotSink(
      FileSnapshotStore store,
      Path parent,
      Path unfinished,
      FileChannel state,
      String id,
      long index,
      long term,
      ConfigurationState configuration) {
    this.store = store;
    this.parent = parent;
    this.unfinished = unfinished;
    this.id = id;
    this.index = index;
    this.term = term;
    this.configuration = configuration;
    this.state = state;
    this.out =
        new CheckedOutputStream(
            new BufferedOutputStream(new SteadyOutput(state), BUFFER_BYTES), new Crc64());
  }

  static FileSnapshotSink begin(
      FileSnapshotStore store,
      Path parent,
      String id,
      long index,
      long term,
      ConfigurationState configuration)
      throws IOException {
    Path unfinished = parent.resolve(id + FileSnapshotStore.UNFINISHED);
    Files.createDirectory(unfinished);
    FileChannel state =
        FileChannel.open(
            unfinished.resolve(FileSnapshotStore.STATE),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
    return new FileSnapshotSink(store, parent, unfinished, state, id, index, term, configuration);
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public Snapshot publish() throws IOException {
    return publish(false);
  }

  @Override
  public Snapshot publishProvisionally() throws IOException {
    return publish(true);
  }

  private Snapshot publish(boolean provisional) throws IOException {
    if (provisional) {
      Files.createFile(unfinished.resolve(FileSnapshotStore.PROVISIONAL));
    }
    out.flush();
    state.force(true);
    long size = state.size();
    state.close();
    SnapshotMetaFile file =
        SnapshotMetaFile.withCrc(
            new SnapshotMeta(id, index, term, configuration, size), out.getChecksum().getValue());
    try (FileChannel meta =
        FileChannel.open(
            unfinished.resolve(FileSnapshotStore.META),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(file.json());
      while (bytes.hasRemaining()) {
        meta.write(bytes);
      }
      meta.force(true);
    }
    FileSnapshotStore.sync(unfinished);
    Path finished = parent.resolve(id);
    Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
    FileSnapshotStore.sync(parent);
    return store.published(finished, file);
  }

  @Override
  public void discard() throws IOException {
    state.close();
    FileSnapshotStore.delete(unfinished);
  }
}
