// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import io.praetor.gossip.core.serf.Snapshotter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a [Snapshotter] in serf's file. A disk that fails costs the rejoin after a restart, not the
/// pool: it is logged once. One thread.
final class SnapshotFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.serf");

  /// Far more than a compacted file of the largest pools.
  private static final long MAX_BYTES = 64L << 20;

  private final @Nullable Path path;
  private final Snapshotter snapshot;
  private @Nullable FileChannel channel;
  private boolean broken;

  private SnapshotFile(@Nullable Path path, Snapshotter snapshot) {
    this.path = path;
    this.snapshot = snapshot;
  }

  /// @param path null for a pool that remembers nothing
  static SnapshotFile open(@Nullable Path path, boolean rejoinAfterLeave) throws IOException {
    if (path == null) {
      return new SnapshotFile(null, new Snapshotter());
    }
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    String old = "";
    if (Files.exists(path) && Files.size(path) <= MAX_BYTES) {
      old = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    }
    SnapshotFile file = new SnapshotFile(path, Snapshotter.replay(old, rejoinAfterLeave));
    file.channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    return file;
  }

  Snapshotter snapshot() {
    return snapshot;
  }

  /// Writes what was noted since the last time.
  void save() {
    String lines = snapshot.lines();
    FileChannel out = channel;
    if (lines.isEmpty() || out == null || path == null || broken) {
      return;
    }
    try {
      write(out, lines);
      if (snapshot.outgrown(out.size())) {
        compact(path, out);
      }
    } catch (IOException e) {
      broken = true;
      LOG.error("the snapshot of members cannot be written: path={} error={}", path, e.toString());
    }
  }

  private void compact(Path file, FileChannel old) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".compact");
    Files.writeString(fresh, snapshot.compact());
    old.close();
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static void write(FileChannel out, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    save();
    if (channel != null) {
      channel.close();
    }
  }
}
