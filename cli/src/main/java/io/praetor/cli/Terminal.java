// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// What a command may touch of the outside: the three streams, the environment and the working folder. Commands get it
/// handed in, so that a test can run them without a process. Output is UTF-8 whatever the locale, as Go's is.
record Terminal(
    InputStream in, PrintStream out, PrintStream err, Map<String, String> env, Path folder) {
  static Terminal ofProcess() {
    return new Terminal(
        System.in,
        utf8(FileDescriptor.out, 8192),
        utf8(FileDescriptor.err, 512),
        System.getenv(),
        Path.of(""));
  }

  private static PrintStream utf8(FileDescriptor descriptor, int bufferBytes) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), bufferBytes),
        false,
        StandardCharsets.UTF_8);
  }

  String env(String name) {
    return env.getOrDefault(name, "");
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
