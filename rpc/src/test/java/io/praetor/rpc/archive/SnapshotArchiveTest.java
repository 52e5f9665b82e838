// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Held against a file that a real cluster of two servers saved.
class SnapshotArchiveTest {
  /// When the recorded file was written.
  private static final long RECORDED_SECONDS = 015300224273L;

  private static final int SUMS_AT = 19456;

  @TempDir private Path directory;

  private final byte[] recorded = recorded();

  @Test
  void aRecordedFileIsReadAndWrittenTheSame() throws Exception {
    try (SnapshotArchive.Opened opened = read(recorded)) {
      assertEquals(72, opened.meta().index());
      assertEquals(2, opened.meta().term());
      assertEquals("2-72-1795238074544", opened.meta().id());
      assertEquals(2, opened.meta().configuration().configuration().servers().size());
      assertEquals(17916, Files.size(opened.state()));
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      try (InputStream state = Files.newInputStream(opened.state())) {
        SnapshotArchive.write(opened.meta(), state, RECORDED_SECONDS, written);
      }
      assertArrayEquals(unzipped(recorded), unzipped(written.toByteArray()));
    }
    assertNothingLeft();
  }

  @Test
  void whatIsNoSnapshotIsToldSo() throws Exception {
    byte[] tar = unzipped(recorded);
    byte[] otherName = tar.clone();
    otherName[0] = 'M';
    otherName[148 + 4] -= 4; // The header's sum is six octal digits; "M" is 32 less than "m".
    byte[] otherSum = tar.clone();
    otherSum[SUMS_AT + Tar.BLOCK_BYTES + 76] ^= 1;
    byte[] noSums = java.util.Arrays.copyOf(tar, SUMS_AT);
    Map<String, byte[]> files =
        Map.of(
            "failed to decompress snapshot: gzip: invalid header", "not a snapshot".getBytes(),
            "failed to decompress snapshot: EOF", new byte[0],
            "failed to read snapshot file: failed to read or write snapshot data: unexpected EOF",
                java.util.Arrays.copyOf(recorded, 3000),
            "failed to read snapshot file: unexpected file \"Meta.json\" in snapshot",
                zipped(otherName),
            "failed to read snapshot file: failed checking integrity of snapshot: hash check failed for \"state.bin\"",
                zipped(otherSum),
            "failed to read snapshot file: failed checking integrity of snapshot: file missing for \"meta.json\"",
                zipped(noSums));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      ArchiveException refused =
          assertThrows(ArchiveException.class, () -> read(file.getValue()), file.getKey());
      assertEquals(file.getKey(), refused.getMessage());
    }
    assertNothingLeft();
  }

  @Test
  void damagedFilesNeverPass() throws Exception {
    byte[] tar = unzipped(recorded);
    int passed = 0;
    for (int seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      byte[] damaged = tar.clone();
      int at = random.nextInt(damaged.length);
      byte before = damaged[at];
      damaged[at] = (byte) random.nextInt();
      try (SnapshotArchive.Opened opened = read(zipped(damaged))) {
        // Only what nothing depends on: padding, and the rest of a header's unused fields.
        boolean same = before == damaged[at];
        assertTrue(same || at >= 20480 || isPadding(at), "seed " + seed + " at " + at);
        passed++;
      } catch (ArchiveException expected) {
        assertTrue(expected.getMessage().length() > 10);
      }
    }
    assertTrue(passed < 100, "passed: " + passed);
    assertNothingLeft();
  }

  private static boolean isPadding(int at) {
    return (at >= 512 + 356 && at < 1024)
        || (at >= 1536 + 17916 && at < SUMS_AT)
        || at >= SUMS_AT + 512 + 152
        // The digits of the header's own sum may be written in several ways.
        || Stream.of(0, 1024, SUMS_AT).anyMatch(header -> at >= header + 148 && at < header + 156);
  }

  private SnapshotArchive.Opened read(byte[] file) throws IOException, ArchiveException {
    return SnapshotArchive.read(new ByteArrayInputStream(file), directory);
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(0, files.count());
    }
  }

  private static byte[] unzipped(byte[] file) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes();
  }

  private static byte[] zipped(byte[] tar) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(tar);
    }
    return out.toByteArray();
  }

  private static byte[] recorded() {
    try (InputStream in =
        Objects.requireNonNull(SnapshotArchiveTest.class.getResourceAsStream("backup.snap"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
