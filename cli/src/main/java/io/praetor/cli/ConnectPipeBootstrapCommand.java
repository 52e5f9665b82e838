// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// `connect envoy pipe-bootstrap`: copies standard input into a named pipe and removes that. Only
/// `connect envoy` calls it.
final class ConnectPipeBootstrapCommand extends Command {
  @Override
  String synopsis() {
    return "Internal: write standard input into a named pipe";
  }

  @Override
  String usage() {
    return "connect envoy pipe-bootstrap <path>";
  }

  @Override
  String details() {
    return "Only for use by connect envoy.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.size() != 1) {
      throw new Failure("Expecting named pipe path as argument");
    }
    Path pipe = terminal.folder().resolve(arguments.getFirst());
    try (OutputStream out = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
      terminal.in().transferTo(out);
    } catch (IOException e) {
      throw new Failure("open " + arguments.getFirst() + ": " + InputFiles.reason(e));
    }
    try {
      Files.deleteIfExists(pipe);
    } catch (IOException e) {
      throw new Failure("remove " + arguments.getFirst() + ": " + InputFiles.reason(e));
    }
    return 0;
  }
}
