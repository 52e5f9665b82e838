// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Notes when a server writes snapshots of its own: ours and Consul's do so in a directory whose name
/// ends with `.tmp` until all is there.
final class SnapshotWatch implements AutoCloseable {
  private static final int LOOK_MILLIS = 2;

  /// @param fromNanos when its directory was first seen
  /// @param toNanos when it was gone
  record Span(long fromNanos, long toNanos) {
    boolean overlaps(long from, long to) {
      return from <= toNanos && to >= fromNanos;
    }
  }

  private final Path directory;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::watch);
  private volatile boolean closed;

  private SnapshotWatch(Path directory) {
    this.directory = directory;
  }

  static SnapshotWatch of(Path dataDirectory) {
    SnapshotWatch watch = new SnapshotWatch(dataDirectory.resolve("raft").resolve("snapshots"));
    watch.thread.start();
    return watch;
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  int finished() {
    return spans.size();
  }

  double meanSeconds() {
    return spans.stream().mapToLong(s -> s.toNanos - s.fromNanos).average().orElse(0) / 1e9;
  }

  /// One that is under way at the beginning is left out.
  private void watch() {
    boolean before = true;
    long since = 0;
    while (!closed) {
      boolean now = isWriting();
      long time = System.nanoTime();
      if (now && !before) {
        since = time;
      } else if (!now && before && since != 0) {
        spans.add(new Span(since, time));
      }
      before = now;
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean isWriting() {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(directory, "*.tmp")) {
      return unfinished.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
