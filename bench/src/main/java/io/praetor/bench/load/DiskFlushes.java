// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// How often the disk under a directory was told to keep what it has: each sync of a file is one of
/// these, unless several came at once. Counts whoever uses the disk.
final class DiskFlushes {
  private static final int FLUSHES = 15;

  private final Path statistics;

  private DiskFlushes(Path statistics) {
    this.statistics = statistics;
  }

  static DiskFlushes under(Path directory) throws IOException {
    long device = (Long) Files.getAttribute(directory, "unix:dev");
    long major = device >>> 8 & 0xfff;
    long minor = device & 0xff | device >>> 12 & 0xfff00;
    return new DiskFlushes(Path.of("/sys/dev/block/" + major + ":" + minor + "/stat"));
  }

  /// Nothing where the kernel does not count them: of memory, of a partition, of a network.
  OptionalLong count() throws IOException {
    if (!Files.isReadable(statistics)) {
      return OptionalLong.empty();
    }
    String[] fields = Files.readString(statistics).strip().split("\\s+");
    return fields.length <= FLUSHES
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(fields[FLUSHES]));
  }
}
