// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonReader;
import io.praetor.wire.GoQuote;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// A snapshot file: a gzipped tar of `meta.json`, `state.bin` and `SHA256SUMS`, whose sums have been verified. The state may be
/// large, so it is only summed here and can be read again from the file.
record SnapshotArchive(Json meta, long stateBytes) {
  private static final int BLOCK_BYTES = 512;
  private static final int MAX_META_BYTES = 16 << 20;
  private static final int MAX_MEMBERS = 16;

  /// The file is not a whole snapshot.
  static final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
      super(message, null, false, false);
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }

  /// Is given the state while the archive is read.
  @FunctionalInterface
  interface StateReader {
    void read(InputStream state) throws IOException, Damaged;
  }

  static SnapshotArchive read(Path file) throws IOException, Damaged {
    return read(file, state -> state.transferTo(OutputStream.nullOutputStream()));
  }

  /// Verifies the whole file, and shows its state to `reader` on the way.
  static SnapshotArchive read(Path file, StateReader reader) throws IOException, Damaged {
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream tar = new DataInputStream(new GZIPInputStream(raw, 1 << 16))) {
      return members(tar, reader);
    } catch (EOFException e) {
      throw new Damaged("failed to decompress snapshot: unexpected EOF");
    } catch (java.util.zip.ZipException e) {
      throw new Damaged("failed to decompress snapshot: " + e.getMessage());
    }
  }

  private static SnapshotArchive members(DataInputStream tar, StateReader reader)
      throws IOException, Damaged {
    Map<String, String> sums = new HashMap<>();
    Json meta = Json.Null.NULL;
    long stateBytes = 0;
    String expected = "";
    for (int count = 0; count < MAX_MEMBERS; count++) {
      byte[] header = new byte[BLOCK_BYTES];
      tar.readFully(header);
      String name = text(header, 0, 100);
      if (name.isEmpty()) {
        break;
      }
      long size = octal(header, 124, 12);
      MessageDigest digest = sha256();
      Member content = new Member(tar, size, digest);
      if (name.equals("state.bin")) {
        stateBytes = size;
        reader.read(content);
      } else if (name.equals("meta.json") || name.equals("SHA256SUMS")) {
        if (size > MAX_META_BYTES) {
          throw new Damaged("failed to read snapshot: " + name + " is too large");
        }
        byte[] bytes = content.readAllBytes();
        if (name.equals("meta.json")) {
          meta = json(bytes);
        } else {
          expected = new String(bytes, StandardCharsets.UTF_8);
        }
      } else {
        throw new Damaged("unexpected file " + name + " in snapshot");
      }
      content.transferTo(OutputStream.nullOutputStream());
      sums.put(name, HexFormat.of().formatHex(digest.digest()));
      tar.skipNBytes((BLOCK_BYTES - size % BLOCK_BYTES) % BLOCK_BYTES);
    }
    tar.transferTo(OutputStream.nullOutputStream()); // to the end, where gzip's own checksum is
    check(expected, sums);
    return new SnapshotArchive(meta, stateBytes);
  }

  private static void check(String expected, Map<String, String> sums) throws Damaged {
    for (String name : new String[] {"meta.json", "state.bin"}) {
      if (!expected.contains(sums.getOrDefault(name, "absent") + "  " + name)) {
        throw new Damaged("hash check failed for " + GoQuote.quote(name));
      }
    }
  }

  private static Json json(byte[] bytes) throws Damaged {
    try {
      return JsonReader.read(bytes);
    } catch (JsonReader.SyntaxError e) {
      throw new Damaged("failed to decode snapshot metadata: " + e.text());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private static String text(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header, int offset, int length) throws Damaged {
    String digits = text(header, offset, length).strip();
    try {
      return Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new Damaged("failed to read snapshot: bad length of a member");
    }
  }

  /// One member of the tar, summed while it is read.
  private static final class Member extends InputStream {
    private final InputStream tar;
    private final MessageDigest digest;
    private long left;

    Member(InputStream tar, long size, MessageDigest digest) {
      this.tar = tar;
      this.left = size;
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = tar.read(to, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("unexpected EOF");
      }
      left -= count;
      digest.update(to, offset, count);
      return count;
    }
  }
}
