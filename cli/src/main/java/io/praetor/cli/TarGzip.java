// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Packs a folder into a gzipped tar of the ustar format (POSIX.1-1988), readable by its owner only.
final class TarGzip {
  private static final int BLOCK_BYTES = 512;
  private static final int NAME_BYTES = 100;
  private static final byte FILE = '0';
  private static final byte FOLDER = '5';

  private TarGzip() {}

  /// Writes all of `folder`, by names that begin with its own.
  static void pack(Path folder, Path to) throws IOException {
    Files.createFile(
        to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted().toList();
    }
    Path base = folder.toAbsolutePath().getParent();
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
      for (Path path : all) {
        String name =
            base == null ? path.toString() : base.relativize(path.toAbsolutePath()).toString();
        long seconds = Files.getLastModifiedTime(path).toMillis() / 1000;
        if (Files.isDirectory(path)) {
          out.write(header(name, 0, FOLDER, seconds));
        } else {
          long size = Files.size(path);
          out.write(header(name, size, FILE, seconds));
          Files.copy(path, out);
          out.write(new byte[(int) (-size & (BLOCK_BYTES - 1))]);
        }
      }
      out.write(new byte[2 * BLOCK_BYTES]);
    }
  }

  /// One header block.
  static byte[] header(String name, long size, byte kind, long unixSeconds) throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
    if (encoded.length > NAME_BYTES) {
      throw new IOException("name too long for the archive: " + name);
    }
    System.arraycopy(encoded, 0, block, 0, encoded.length);
    octal(block, 100, 8, kind == FOLDER ? 0755 : 0644);
    octal(block, 108, 8, 0);
    octal(block, 116, 8, 0);
    octal(block, 124, 12, size);
    octal(block, 136, 12, unixSeconds);
    block[156] = kind;
    System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, block, 257, 8);
    // The sum counts its own field as blanks.
    int sum = 8 * ' ';
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(block, 148, 7, sum);
    block[155] = ' ';
    return block;
  }

  private static void octal(byte[] block, int at, int width, long number) {
    String digits = String.format(Locale.ROOT, "%0" + (width - 1) + "o", number);
    System.arraycopy(digits.getBytes(StandardCharsets.US_ASCII), 0, block, at, width - 1);
  }
}
