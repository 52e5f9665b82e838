// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/// An open RocksDB with the native objects that must outlive it, sized for a log: written once in
/// order, read rarely, dropped from the front.
final class RocksFiles implements AutoCloseable {
  private static final long MIB = 1L << 20;

  private final RocksDB db;
  private final List<ColumnFamilyHandle> handles;
  private final List<AutoCloseable> options;

  private RocksFiles(RocksDB db, List<ColumnFamilyHandle> handles, List<AutoCloseable> options) {
    this.db = db;
    this.handles = handles;
    this.options = options;
  }

  static RocksFiles open(Path directory) throws RocksDBException {
    RocksDB.loadLibrary();
    Cache cache = new LRUCache(4 * MIB);
    ColumnFamilyOptions log = columnFamily(cache, 8 * MIB);
    ColumnFamilyOptions stable = columnFamily(cache, MIB / 4);
    DBOptions database =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setParanoidChecks(true)
            // A record torn by a crash may end the write-ahead log; damage anywhere before it is an
            // error.
            .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
            // The rarely written `stable` family would otherwise keep every old write-ahead log
            // alive.
            .setMaxTotalWalSize(32 * MIB)
            .setMaxBackgroundJobs(2)
            // Tables are written steadily, so that the syncs of the log do not wait for a heap of
            // them.
            .setBytesPerSync(MIB)
            .setMaxOpenFiles(64)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(2)
            .setMaxLogFileSize(MIB)
            .setStatsDumpPeriodSec(0);
    List<AutoCloseable> options = List.of(database, log, stable, cache);
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try {
      RocksDB db =
          RocksDB.open(
              database,
              directory.toString(),
              List.of(
                  new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, stable),
                  new ColumnFamilyDescriptor(new byte[] {'l', 'o', 'g'}, log),
                  new ColumnFamilyDescriptor(new byte[] {'s', 't', 'a', 'b', 'l', 'e'}, stable)),
              handles);
      return new RocksFiles(db, handles, options);
    } catch (RocksDBException e) {
      closeAll(options);
      throw e;
    }
  }

  private static ColumnFamilyOptions columnFamily(Cache cache, long writeBufferBytes) {
    return new ColumnFamilyOptions()
        .setWriteBufferSize(writeBufferBytes)
        .setMaxWriteBufferNumber(3)
        .setCompressionType(CompressionType.NO_COMPRESSION)
        .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache));
  }

  RocksDB db() {
    return db;
  }

  ColumnFamilyHandle log() {
    return handles.get(1);
  }

  ColumnFamilyHandle stable() {
    return handles.get(2);
  }

  @Override
  public void close() {
    handles.forEach(ColumnFamilyHandle::close);
    db.close();
    closeAll(options);
  }

  private static void closeAll(List<AutoCloseable> natives) {
    for (AutoCloseable one : natives) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException("a native object could not be released", e);
      }
    }
  }
}
