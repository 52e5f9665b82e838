// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotMeta;
import io.praetor.wire.DecodeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Snapshots in Consul's layout: `snapshots/<term>-<index>-<ms>/{meta.json,state.bin}`. A snapshot
/// is written in a directory named `.tmp` and renamed when all of it is on disk, so a directory
/// without that suffix is whole. Two are kept; one that fails its checksum is passed over, because
/// the one before it and the log may still make up the state.
public final class FileSnapshotStore implements SnapshotStore {
  static final String UNFINISHED = ".tmp";
  static final String META = "meta.json";
  static final String STATE = "state.bin";

  /// An empty file beside the others.
  static final String PROVISIONAL = "provisional";

  private static final int KEPT = 2;
  private static final long MAX_META_BYTES = 1 << 20;
  private static final Logger LOG = LoggerFactory.getLogger(FileSnapshotStore.class);

  private record Kept(Path directory, SnapshotMetaFile file) implements Snapshot {
    @Override
    public SnapshotMeta meta() {
      return file.meta();
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(directory.resolve(STATE));
    }

    @Override
    public boolean isProvisional() {
      return Files.exists(directory.resolve(PROVISIONAL));
    }
  }

  private final Path directory;
  private final InstantSource clock;

  private FileSnapshotStore(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /// Creates the directory if needed and removes what an earlier run left unfinished.
  public static FileSnapshotStore open(Path directory, InstantSource clock) {
    try {
      Files.createDirectories(directory);
      for (Path child : children(directory)) {
        if (child.getFileName().toString().endsWith(UNFINISHED)) {
          delete(child);
        }
      }
      return new FileSnapshotStore(directory, clock);
    } catch (IOException e) {
      throw new StorageException("cannot use the snapshot directory " + directory, e);
    }
  }

  @Override
  public SnapshotSink create(long index, long term, ConfigurationState configuration)
      throws IOException {
    String id = SnapshotMetaFile.id(index, term, clock.millis());
    return FileSnapshotSink.begin(this, directory, id, index, term, configuration);
  }

  /// Reads every byte of the newest to be sure of it.
  @Override
  public Optional<Snapshot> latest() {
    for (Kept kept : newestFirst()) {
      if (isWhole(kept)) {
        return Optional.of(kept);
      }
      LOG.error("snapshot {} does not match its checksum and is not used", kept.directory);
    }
    return Optional.empty();
  }

  Snapshot published(Path finished, SnapshotMetaFile file) {
    List<Kept> all = newestFirst();
    int keep = Math.min(KEPT, all.size());
    while (keep > 0 && keep < all.size() && all.get(keep - 1).isProvisional()) {
      keep++;
    }
    for (Kept old : all.subList(keep, all.size())) {
      try {
        delete(old.directory);
      } catch (IOException e) {
        LOG.warn("cannot remove the old snapshot {}: {}", old.directory, e.toString());
      }
    }
    return new Kept(finished, file);
  }

  @Override
  public List<SnapshotMeta> kept() {
    return newestFirst().stream().map(Kept::meta).toList();
  }

  @Override
  public void confirm(long index) {
    for (Kept kept : newestFirst()) {
      if (kept.meta().index() <= index) {
        try {
          Files.deleteIfExists(kept.directory.resolve(PROVISIONAL));
        } catch (IOException e) {
          throw new StorageException("cannot change the snapshot " + kept.directory, e);
        }
      }
    }
  }

  @Override
  public void withdraw(long index) {
    try {
      for (Kept kept : newestFirst()) {
        if (kept.meta().index() >= index && kept.isProvisional()) {
          Path gone = directory.resolve(kept.directory.getFileName() + UNFINISHED);
          Files.move(kept.directory, gone, StandardCopyOption.ATOMIC_MOVE);
          sync(directory);
          delete(gone);
        }
      }
    } catch (IOException e) {
      throw new StorageException("cannot remove a snapshot from " + directory, e);
    }
  }

  private List<Kept> newestFirst() {
    List<Kept> found = new ArrayList<>();
    try {
      for (Path child : children(directory)) {
        Path meta = child.resolve(META);
        if (!child.getFileName().toString().endsWith(UNFINISHED) && Files.exists(meta)) {
          read(child, meta).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      throw new StorageException("cannot list the snapshot directory " + directory, e);
    }
    found.sort(
        Comparator.<Kept>comparingLong(kept -> kept.meta().term())
            .thenComparingLong(kept -> kept.meta().index())
            .thenComparing(kept -> kept.meta().id())
            .reversed());
    return found;
  }

  private static Optional<Kept> read(Path directory, Path meta) throws IOException {
    if (Files.size(meta) > MAX_META_BYTES) {
      LOG.error("{} is too large to be a snapshot's description", meta);
      return Optional.empty();
    }
    try {
      return Optional.of(new Kept(directory, SnapshotMetaFile.parse(Files.readAllBytes(meta))));
    } catch (DecodeException e) {
      LOG.error("{} is damaged and its snapshot is not used: {}", meta, e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean isWhole(Kept kept) {
    Crc64 crc = new Crc64();
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    try (InputStream in = kept.open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
        size += n;
      }
    } catch (IOException e) {
      LOG.error("cannot read the snapshot {}: {}", kept.directory, e.toString());
      return false;
    }
    return size == kept.meta().sizeBytes() && kept.file.matches(crc.getValue());
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.filter(Files::isDirectory).toList();
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  /// Makes the names in a directory survive a crash.
  static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
