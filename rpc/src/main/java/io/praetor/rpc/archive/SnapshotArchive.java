// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.archive;

import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.storage.SnapshotMetaFile;
import io.praetor.wire.Bytes;
import io.praetor.wire.DecodeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/// Consul's snapshot file: a gzipped tar of `meta.json`, `state.bin` and `SHA256SUMS`, in this
/// order when written and in any when read, with nothing else in it. Source: the reference of the
/// archive, checked against a recorded one.
public final class SnapshotArchive {
  private static final String META = "meta.json";
  private static final String STATE = "state.bin";
  private static final String SUMS = "SHA256SUMS";
  private static final String INTEGRITY = "failed checking integrity of snapshot: ";
  private static final int MAX_SMALL_BYTES = 4 << 20;
  private static final int BUFFER_BYTES = 1 << 16;

  /// A file that was read, whose sums agree. `state` lies in a file of its own, which goes with
  /// `close`.
  public record Opened(SnapshotMeta meta, Path state) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(state);
    }
  }

  private SnapshotArchive() {}

  /// Streams a file whose state has `meta.sizeBytes()` bytes.
  ///
  /// @param unixSeconds the time that is noted with the members
  public static void write(SnapshotMeta meta, InputStream state, long unixSeconds, OutputStream to)
      throws IOException {
    GZIPOutputStream out = new GZIPOutputStream(to, BUFFER_BYTES);
    byte[] json = new SnapshotMetaFile(meta, Bytes.NIL).json();
    small(out, META, json, unixSeconds);
    Tar.Member member = new Tar.Member(STATE, meta.sizeBytes());
    out.write(Tar.header(member, unixSeconds));
    MessageDigest digest = sha256();
    DigestInputStream summed = new DigestInputStream(state, digest);
    copy(summed, out, meta.sizeBytes());
    out.write(new byte[member.padding()]);
    String sums = line(sha256().digest(json), META) + line(digest.digest(), STATE);
    small(out, SUMS, sums.getBytes(StandardCharsets.US_ASCII), unixSeconds);
    out.write(new byte[2 * Tar.BLOCK_BYTES]);
    out.finish();
  }

  private static void small(OutputStream out, String name, byte[] content, long unixSeconds)
      throws IOException {
    Tar.Member member = new Tar.Member(name, content.length);
    out.write(Tar.header(member, unixSeconds));
    out.write(content);
    out.write(new byte[member.padding()]);
  }

  private static String line(byte[] sum, String name) {
    return HexFormat.of().formatHex(sum) + "  " + name + "\n";
  }

  /// Reads a whole file and verifies it; its state is put into a new file in `directory`.
  ///
  /// @throws ArchiveException when it is no whole snapshot
  /// @throws IOException when it cannot be read, or the state not be written
  public static Opened read(InputStream from, Path directory) throws IOException, ArchiveException {
    Path state = Files.createTempFile(directory, "restore-", ".state");
    boolean whole = false;
    try {
      Opened opened = new Opened(new Reading(state).read(from), state);
      whole = true;
      return opened;
    } finally {
      if (!whole) {
        Files.deleteIfExists(state);
      }
    }
  }

  private static final class Reading {
    private final Path statePath;
    private final Map<String, byte[]> small = new HashMap<>();
    private final Map<String, byte[]> sums = new HashMap<>();
    private long stateBytes;

    Reading(Path statePath) {
      this.statePath = statePath;
    }

    SnapshotMeta read(InputStream from) throws IOException, ArchiveException {
      try (InputStream tar = unzipped(from)) {
        Tar.Member member = next(tar);
        while (!member.name().isEmpty()) {
          take(member, tar);
          tar.skipNBytes(member.padding());
          member = next(tar);
        }
        // To the end, where gzip has a checksum of its own.
        copy(tar, OutputStream.nullOutputStream(), Long.MAX_VALUE);
      } catch (EOFException e) {
        throw refused("failed to read or write snapshot data: unexpected EOF");
      } catch (ZipException e) {
        throw refused("failed to read or write snapshot data: " + e.getMessage());
      }
      verify();
      return meta();
    }

    private static InputStream unzipped(InputStream from) throws IOException, ArchiveException {
      PushbackInputStream input = new PushbackInputStream(from);
      int first = input.read();
      if (first < 0) {
        throw new ArchiveException("failed to decompress snapshot: EOF");
      }
      input.unread(first);
      try {
        return new GZIPInputStream(input, BUFFER_BYTES);
      } catch (EOFException e) {
        throw new ArchiveException("failed to decompress snapshot: unexpected EOF");
      } catch (ZipException e) {
        throw new ArchiveException("failed to decompress snapshot: gzip: invalid header");
      }
    }

    private static Tar.Member next(InputStream tar) throws IOException, ArchiveException {
      byte[] block = tar.readNBytes(Tar.BLOCK_BYTES);
      if (block.length == 0) {
        return new Tar.Member("", 0);
      }
      if (block.length < Tar.BLOCK_BYTES) {
        throw new EOFException();
      }
      return Tar.parse(block);
    }

    private void take(Tar.Member member, InputStream tar) throws IOException, ArchiveException {
      String name = member.name();
      if (sums.containsKey(name) || small.containsKey(name)) {
        throw refused(INTEGRITY + "hash check failed for \"" + name + "\"");
      }
      MessageDigest digest = sha256();
      InputStream content = new DigestInputStream(tar, digest);
      switch (name) {
        case STATE -> {
          stateBytes = member.size();
          try (OutputStream out = Files.newOutputStream(statePath)) {
            copy(content, out, member.size());
          }
        }
        case META, SUMS -> {
          if (member.size() > MAX_SMALL_BYTES) {
            throw refused(name + " is too large");
          }
          byte[] bytes = content.readNBytes((int) member.size());
          if (bytes.length < member.size()) {
            throw new EOFException();
          }
          small.put(name, bytes);
        }
        default -> throw refused("unexpected file \"" + name + "\" in snapshot");
      }
      sums.put(name, digest.digest());
    }

    private void verify() throws ArchiveException {
      byte[] file = small.get(SUMS);
      if (file == null) {
        throw refused(INTEGRITY + "file missing for \"" + META + "\"");
      }
      String list = new String(file, StandardCharsets.US_ASCII);
      for (String name : List.of(META, STATE)) {
        byte[] sum = sums.get(name);
        if (sum == null || !list.lines().toList().contains(line(sum, name).strip())) {
          throw refused(INTEGRITY + "hash check failed for \"" + name + "\"");
        }
      }
    }

    private SnapshotMeta meta() throws ArchiveException {
      SnapshotMeta meta;
      try {
        meta = SnapshotMetaFile.parse(Objects.requireNonNull(small.get(META))).meta();
      } catch (DecodeException e) {
        throw refused("failed to decode snapshot metadata: " + e.getMessage());
      }
      if (meta.sizeBytes() != stateBytes) {
        throw refused(
            "state.bin has %d bytes but meta.json says %d".formatted(stateBytes, meta.sizeBytes()));
      }
      return meta;
    }

    private static ArchiveException refused(String why) {
      return new ArchiveException("failed to read snapshot file: " + why);
    }
  }

  /// Copies so many bytes, or for the largest number everything.
  private static void copy(InputStream in, OutputStream out, long size) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (long left = size; left > 0; ) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        if (size == Long.MAX_VALUE) {
          return;
        }
        throw new EOFException();
      }
      out.write(buffer, 0, count);
      left -= count;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java platform has it.
    }
  }
}
