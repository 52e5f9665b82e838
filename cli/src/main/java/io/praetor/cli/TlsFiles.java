// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.connect.AgentCertificates.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Predicate;

/// Names and writes the pairs of files of the `tls` commands: `<start>.pem`, which all may read, and
/// `<start>-key.pem`, which only its owner may.
final class TlsFiles {
  private static final int MAX_NUMBER = 100;

  private final Terminal terminal;

  TlsFiles(Terminal terminal) {
    this.terminal = terminal;
  }

  static String certificate(String start) {
    return start + ".pem";
  }

  static String key(String start) {
    return start + "-key.pem";
  }

  /// The first of `<start>-0`, `<start>-1`, … of which neither file is taken.
  ///
  /// @param taken tells whether a file of that name exists
  static String firstFree(String start, Predicate<String> taken) throws Failure {
    for (int number = 0; number <= MAX_NUMBER; number++) {
      String numbered = start + "-" + number;
      if (!taken.test(certificate(numbered)) && !taken.test(key(numbered))) {
        return numbered;
      }
    }
    throw new Failure("Could not find a filename that doesn't already exist");
  }

  boolean exists(String name) {
    return Files.exists(terminal.folder().resolve(name));
  }

  /// Writes both files and says so.
  void write(String start, Made made) throws Failure {
    write(certificate(start), made.certificate(), "rw-r--r--");
    write(key(start), made.key(), "rw-------");
  }

  private void write(String name, String content, String mode) throws Failure {
    Path file = terminal.folder().resolve(name);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.newByteChannel(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)))
          .close();
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new Failure("open " + name + ": " + InputFiles.reason(e));
    }
    terminal.out().print("==> Saved " + name + "\n");
  }
}
