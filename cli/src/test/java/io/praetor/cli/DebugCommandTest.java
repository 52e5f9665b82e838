// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebugCommandTest {
  @ParameterizedTest
  @CsvSource({
    "'', 10, 5, '', ''",
    "agent+host, 300, 30, '', ''",
    "'', 9, 5, '', duration must be longer than 10s",
    "'', 10, 4, '', interval must be longer than 5s",
    "'', 10, 11, '', duration must be longer than the interval",
    "agent+moon, 10, 5, '', target not found: moon",
    "'', 10, 5, a.tar.gz, output already exists: a.tar.gz",
  })
  void tellsWhyACaptureCannotBe(
      String targets, long duration, long interval, String taken, String expected) {
    List<String> wanted = targets.isEmpty() ? List.of() : List.of(targets.split("\\+"));
    assertEquals(
        expected,
        DebugCommand.fault(
            wanted, TimeUnit.SECONDS.toNanos(duration), TimeUnit.SECONDS.toNanos(interval), taken));
  }

  @Test
  void packsAFolderThatOnlyItsOwnerMayRead(@TempDir Path scratch) throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("dbg/inner")).getParent();
    Files.writeString(folder.resolve("a.json"), "{}");
    Files.writeString(folder.resolve("inner/b.json"), "x".repeat(513));
    Path packed = scratch.resolve("dbg.tar.gz");
    TarGzip.pack(folder, packed);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(packed)));
    byte[] tar;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      tar = in.readAllBytes();
    }
    // Headers of dbg, a.json, inner and b.json, one and two blocks of content, two of zeros.
    assertEquals(512 * (4 + 1 + 2 + 2), tar.length);
    assertEquals("dbg/a.json", text(tar, 512, 10));
    assertEquals("{}", text(tar, 1024, 2));
    assertEquals("dbg/inner/b.json", text(tar, 2048, 16));
  }

  @Test
  void aHeaderHasItsOwnSum() throws IOException {
    byte[] header = TarGzip.header("x/y", 513, (byte) '0', 1_700_000_000);
    long sum = 0;
    for (int i = 0; i < header.length; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    assertEquals(sum, Long.parseLong(text(header, 148, 6), 8));
    assertArrayEquals(
        "00000001001\0".getBytes(StandardCharsets.US_ASCII),
        java.util.Arrays.copyOfRange(header, 124, 136));
  }

  private static String text(byte[] bytes, int at, int length) {
    return new String(bytes, at, length, StandardCharsets.US_ASCII);
  }
}
