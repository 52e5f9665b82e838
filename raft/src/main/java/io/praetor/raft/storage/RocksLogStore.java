// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import io.praetor.raft.ServerId;
import io.praetor.raft.core.Effect;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.HardState;
import io.praetor.raft.core.Recovered;
import io.praetor.wire.DecodeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// The log in RocksDB: column family `log` from index to entry, `stable` with the term and the
/// vote under Consul's names. Everything that waits is written as one batch with one sync of
/// RocksDB's own write-ahead log.  RocksDB checks its blocks and log records, and each entry
/// carries a checksum of its own. A start reads every entry: a gap, a term that goes down or a sum
/// that does not match stops the server, since a missing entry may have been acknowledged. Only an
/// incomplete record at the very end of the write-ahead log is dropped, which is what a crash in
/// the middle of a write leaves, and which nobody was told was durable.
public final class RocksLogStore implements LogStore {
  private static final byte[] CURRENT_TERM = "CurrentTerm".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST_VOTE_TERM = "LastVoteTerm".getBytes(StandardCharsets.US_ASCII);

  /// Holds the server's id, not, as in Consul's files, its address: votes are compared by id here.
  private static final byte[] LAST_VOTE_CANDIDATE =
      "LastVoteCand".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] AFTER_ALL = EntryRecord.key(-1);

  private final Path directory;
  private final RocksFiles files;
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final WriteOptions unsynced = new WriteOptions();
  private boolean closed;

  private RocksLogStore(Path directory, RocksFiles files) {
    this.directory = directory;
    this.files = files;
  }

  /// Opens or creates the store. Only one process can hold it.
  public static RocksLogStore open(Path directory) {
    try {
      Files.createDirectories(directory);
      return new RocksLogStore(directory, RocksFiles.open(directory));
    } catch (IOException e) {
      throw new StorageException("cannot create the raft log directory " + directory, e);
    } catch (RocksDBException e) {
      String text = String.valueOf(e.getMessage());
      if (text.contains("lock")) {
        throw new StorageException(
            "the raft log " + directory + " is in use by another process", e);
      }
      throw damaged(directory, "it cannot be opened: " + text, e);
    }
  }

  @Override
  public Contents load(LongPredicate isSnapshot) {
    Recovered.Scan scan = new Recovered.Scan();
    long term = 0;
    try (ReadOptions options =
            new ReadOptions()
                .setVerifyChecksums(true)
                .setFillCache(false)
                .setReadaheadSize(1 << 20);
        RocksIterator entries = files.db().newIterator(files.log(), options)) {
      for (entries.seekToFirst(); entries.isValid(); entries.next()) {
        Entry entry = decode(entries.key(), entries.value());
        boolean follows = scan.isFollowedBy(entry);
        if (!follows && isSnapshot.test(entry.index() - 1)) {
          scan = new Recovered.Scan();
        } else if (!follows) {
          throw damaged(
              directory,
              "entries %d to %d are missing".formatted(scan.lastIndex() + 1, entry.index() - 1),
              null);
        }
        if (entry.term() < term) {
          throw damaged(directory, "the term goes down at entry " + entry.index(), null);
        }
        term = entry.term();
        scan.add(entry);
      }
      entries.status();
      return new Contents(hardState(), scan);
    } catch (RocksDBException e) {
      throw damaged(directory, String.valueOf(e.getMessage()), e);
    }
  }

  private HardState hardState() throws RocksDBException {
    long term = number(CURRENT_TERM);
    byte[] candidate = files.db().get(files.stable(), LAST_VOTE_CANDIDATE);
    boolean voted = candidate != null && candidate.length > 0 && number(LAST_VOTE_TERM) == term;
    return new HardState(
        term, voted ? new ServerId(new String(candidate, StandardCharsets.UTF_8)) : null);
  }

  private long number(byte[] key) throws RocksDBException {
    byte[] value = files.db().get(files.stable(), key);
    if (value == null) {
      return 0;
    }
    if (value.length != Long.BYTES) {
      throw damaged(directory, new String(key, StandardCharsets.US_ASCII) + " is damaged", null);
    }
    return ByteBuffer.wrap(value).getLong();
  }

  @Override
  public void write(List<Effect.Persist> batch) {
    try (WriteBatch writes = new WriteBatch()) {
      for (Effect.Persist persist : batch) {
        if (persist.hardState() != null) {
          put(writes, persist.hardState());
        }
        if (persist.truncateFrom() > 0) {
          writes.deleteRange(files.log(), EntryRecord.key(persist.truncateFrom()), AFTER_ALL);
        }
        for (Entry entry : persist.entries()) {
          byte[] key = EntryRecord.key(entry.index());
          writes.put(files.log(), key, EntryRecord.value(key, entry));
        }
      }
      files.db().write(synced, writes);
    } catch (RocksDBException e) {
      throw new StorageException(
          "cannot write the raft log in %s: %s. %s"
              .formatted(directory, e.getMessage(), remedy(String.valueOf(e.getMessage()))),
          e);
    }
  }

  private static String remedy(String message) {
    return message.contains("No space left")
        ? "Make space on that disk and start this server again"
        : "Check that disk's health, then start this server again";
  }

  private void put(WriteBatch writes, HardState state) throws RocksDBException {
    byte[] term = EntryRecord.key(state.term());
    ColumnFamilyHandle stable = files.stable();
    writes.put(stable, CURRENT_TERM, term);
    if (state.vote() != null) {
      writes.put(stable, LAST_VOTE_TERM, term);
      writes.put(
          stable, LAST_VOTE_CANDIDATE, state.vote().value().getBytes(StandardCharsets.UTF_8));
    }
  }

  /// The range delete hides the entries at once; whole files of them are then removed without
  /// being rewritten.
  @Override
  public void compact(long index) {
    byte[] first = EntryRecord.key(0);
    byte[] end = EntryRecord.key(index + 1);
    try {
      files.db().deleteRange(files.log(), unsynced, first, end);
      files.db().deleteFilesInRanges(files.log(), List.of(first, end), false);
    } catch (RocksDBException e) {
      throw new StorageException("cannot compact the raft log in " + directory, e);
    }
  }

  @Override
  public List<Entry> read(long from, long to, int maxEntries, long maxBytes) {
    List<Entry> found = new ArrayList<>();
    long bytes = 0;
    try (Slice end = new Slice(EntryRecord.key(to + 1));
        ReadOptions options = new ReadOptions().setIterateUpperBound(end);
        RocksIterator entries = files.db().newIterator(files.log(), options)) {
      entries.seek(EntryRecord.key(from));
      for (long index = from; index <= to && found.size() < maxEntries; index++) {
        entries.status();
        if (!entries.isValid()) {
          throw damaged(directory, "entry " + index + " is missing", null);
        }
        Entry entry = decode(entries.key(), entries.value());
        if (entry.index() != index) {
          throw damaged(directory, "entry " + index + " is missing", null);
        }
        bytes += entry.sizeBytes();
        if (bytes > maxBytes && !found.isEmpty()) {
          break;
        }
        found.add(entry);
        entries.next();
      }
      return found;
    } catch (RocksDBException e) {
      throw damaged(directory, String.valueOf(e.getMessage()), e);
    }
  }

  private Entry decode(byte[] key, byte[] value) {
    try {
      return EntryRecord.read(key, value);
    } catch (DecodeException e) {
      String where = key.length == Long.BYTES ? Long.toString(ByteBuffer.wrap(key).getLong()) : "?";
      throw damaged(directory, "entry %s: %s".formatted(where, e.getMessage()), e);
    }
  }

  static StorageException damaged(Path directory, String what, @Nullable Throwable cause) {
    String message =
        """
        the raft log in %s is damaged (%s). Nothing was changed. If other servers of the cluster are \
        healthy, move the raft directory away and start this server again: it will receive everything \
        from the leader. If this is the only server, restore a snapshot taken before the damage"""
            .formatted(directory, what);
    return cause == null ? new StorageException(message) : new StorageException(message, cause);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      synced.close();
      unsynced.close();
      files.close();
    }
  }
}
