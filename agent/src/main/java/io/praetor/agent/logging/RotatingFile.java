// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.logging;

import io.praetor.config.LogConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// A log file that starts anew after a time or a size, named `<prefix>-<nanoseconds>.log` as Consul
/// names it. Called under the appender's lock.
final class RotatingFile implements AutoCloseable {
  private final Path folder;
  private final String prefix;
  private final String suffix;
  private final long rotateNanos;
  private final long rotateBytes;
  private final int keep;
  private final Clock clock;
  private FileChannel channel;
  private long openedNanos;
  private long written;

  private RotatingFile(Path folder, String prefix, String suffix, LogConfig config, Clock clock)
      throws IOException {
    this.folder = folder;
    this.prefix = prefix;
    this.suffix = suffix;
    this.rotateNanos = config.rotateDuration().toNanos();
    this.rotateBytes = config.rotateBytes();
    this.keep = config.rotateMaxFiles();
    this.clock = clock;
    this.openedNanos = wallNanos();
    this.channel = create(openedNanos);
  }

  /// A path that ends in `/` names a folder, in which the files are `consul-….log`.
  static RotatingFile open(LogConfig config, Clock clock) throws IOException {
    Path path = Path.of(config.filePath());
    boolean isFolder = config.filePath().endsWith("/");
    Path folder = isFolder ? path : path.toAbsolutePath().getParent();
    String name =
        isFolder || path.getFileName() == null ? "consul.log" : path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String prefix = dot < 0 ? name : name.substring(0, dot);
    String suffix = dot < 0 ? ".log" : name.substring(dot);
    Path existing = folder == null ? Path.of(".") : folder;
    Files.createDirectories(existing);
    return new RotatingFile(existing, prefix, suffix, config, clock);
  }

  void write(byte[] line) {
    try {
      long now = wallNanos();
      if ((rotateNanos > 0 && now - openedNanos >= rotateNanos)
          || (rotateBytes > 0 && written + line.length > rotateBytes)) {
        channel.close();
        openedNanos = now;
        written = 0;
        channel = create(now);
        prune();
      }
      channel.write(ByteBuffer.wrap(line));
      written += line.length;
    } catch (IOException e) {
      // The line is on standard output already; the log itself cannot be told of its own failure.
      System.err.println("praetor: cannot write the log file in " + folder + ": " + e.getMessage());
    }
  }

  private FileChannel create(long nanos) throws IOException {
    return FileChannel.open(
        folder.resolve(prefix + "-" + nanos + suffix),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void prune() throws IOException {
    if (keep == 0) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(
                  path -> {
                    String name = path.getFileName().toString();
                    return name.startsWith(prefix + "-") && name.endsWith(suffix);
                  })
              .sorted()
              .toList();
    }
    int old = files.size() - Math.max(keep, 0) - 1;
    for (int i = 0; i < old; i++) {
      Files.deleteIfExists(files.get(i));
    }
  }

  private long wallNanos() {
    return clock.millis() * 1_000_000;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      System.err.println("praetor: cannot close the log file in " + folder + ": " + e.getMessage());
    }
  }
}
