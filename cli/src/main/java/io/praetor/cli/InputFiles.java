// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads what an argument names: a file, standard input for `-`, or the argument itself. Failures have the operating system's
/// words, as Go passes them on.
final class InputFiles {
  private InputFiles() {}

  /// The content of a file.
  static byte[] bytes(Terminal terminal, String name) throws Failure {
    Path file = terminal.folder().resolve(name);
    if (Files.isDirectory(file)) {
      throw new Failure("read " + name + ": is a directory");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Failure("open " + name + ": " + reason(e));
    }
  }

  static String text(Terminal terminal, String name) throws Failure {
    return new String(bytes(terminal, name), StandardCharsets.UTF_8);
  }

  /// All of standard input.
  static byte[] standardInput(Terminal terminal) throws Failure {
    try {
      return terminal.in().readAllBytes();
    } catch (IOException e) {
      throw new Failure("Failed to read stdin: " + e.getMessage());
    }
  }

  /// `@name` is a file's content, `-` standard input, anything else itself.
  static byte[] argument(Terminal terminal, String argument) throws Failure {
    if (argument.startsWith("@")) {
      try {
        return bytes(terminal, argument.substring(1));
      } catch (Failure e) {
        throw new Failure("Failed to read file: " + e.text());
      }
    }
    return argument.equals("-")
        ? standardInput(terminal)
        : argument.getBytes(StandardCharsets.UTF_8);
  }

  /// The reason in an operating system's words.
  static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> "no such file or directory";
      case AccessDeniedException e -> "permission denied";
      case FileAlreadyExistsException e -> "file exists";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
