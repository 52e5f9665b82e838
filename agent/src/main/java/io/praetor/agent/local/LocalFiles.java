// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.wire.Codec;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Registrations in the data directory: `services/<hash>`, `checks/<hash>` and
/// `checks/state/<hash>`, each named by the SHA-256 of the id and written as Consul writes them, so
/// that either program takes over the directory of the other. A file is written beside its place,
/// forced to disk and renamed, so that a crash leaves the old one or the new one. One thread at a
/// time.
///
/// A failed write is logged and the registration stands until the next start: that is what Consul's
/// callers see, and refusing would leave half a registration behind.
final class LocalFiles implements LocalStore {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final long MAX_FILE_BYTES = 16 * 1024 * 1024;

  private final Path services;
  private final Path checks;
  private final Path states;

  LocalFiles(Path dataDirectory) {
    services = dataDirectory.resolve("services");
    checks = dataDirectory.resolve("checks");
    states = checks.resolve("state");
  }

  @Override
  public void save(ServiceEntry entry) {
    write(services, entry.id(), Json.write(StoredForms.SERVICE, entry));
  }

  @Override
  public void save(CheckEntry entry) {
    write(checks, entry.id(), Json.write(StoredForms.CHECK, entry));
  }

  @Override
  public void save(StoredState state) {
    write(states, state.checkId(), Json.write(StoredState.CODEC, state));
  }

  @Override
  public void forgetService(String id) {
    delete(services.resolve(hash(id)));
  }

  @Override
  public void forgetCheck(String id) {
    delete(checks.resolve(hash(id)));
    delete(states.resolve(hash(id)));
  }

  @Override
  public List<ServiceEntry> services() {
    List<ServiceEntry> read = readAll(services, StoredForms.SERVICE);
    read.removeIf(entry -> entry.id().isEmpty());
    return read;
  }

  @Override
  public List<CheckEntry> checks() {
    List<CheckEntry> read = readAll(checks, StoredForms.CHECK);
    read.removeIf(entry -> entry.id().isEmpty());
    return read;
  }

  @Override
  public Map<String, StoredState> states() {
    Map<String, StoredState> byId = new TreeMap<>();
    readAll(states, StoredState.CODEC).forEach(state -> byId.put(state.checkId(), state));
    return byId;
  }

  private static <T> List<T> readAll(Path folder, Codec<T> codec) {
    List<T> read = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return read;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (file.getFileName().toString().endsWith(".tmp")) {
          LOG.warn("Ignoring temporary file: file={}", file);
          delete(file);
        } else if (Files.isRegularFile(file)) {
          readOne(file, codec, read);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.error("Failed reading registrations: folder={}", folder, e);
    }
    return read;
  }

  private static <T> void readOne(Path file, Codec<T> codec, List<T> into) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IOException("larger than any registration");
      }
      into.add(Json.read(codec, Files.readAllBytes(file), Decoder.Unknown.IGNORE));
    } catch (IOException | DecodeException e) {
      LOG.error("Failed decoding registration file: file={} error={}", file, e.getMessage());
    }
  }

  private static void write(Path folder, String id, byte[] content) {
    Path file = folder.resolve(hash(id));
    Path temporary = folder.resolve(hash(id) + ".tmp");
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.deleteIfExists(temporary);
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.error("Failed to keep a registration: id={}", id, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.error("Failed to remove a registration: file={}", file, e);
    }
  }

  static String hash(String id) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
