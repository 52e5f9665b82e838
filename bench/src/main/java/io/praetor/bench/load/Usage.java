// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a process has used up since it began, by Linux's account. Unlike rates and times these
/// hardly change when something else runs on the machine.
///
/// @param userMicros processor time in its own code
/// @param systemMicros processor time in the kernel on its behalf
/// @param switches how often one of its threads went to sleep; of threads that ended nothing is known
/// @param diskBytes written to block devices on its behalf
record Usage(long userMicros, long systemMicros, long switches, long diskBytes) {
  private static final String SWITCHES = "voluntary_ctxt_switches:";
  private static final String DISK_BYTES = "write_bytes:";

  /// The kernel counts hundredths of a second here, whatever its own clock is.
  private static final long MICROS_PER_TICK = 10_000;

  /// Where the ticks are after the name, which is in parentheses and may hold anything.
  private static final int USER_TICKS = 11;

  static Usage of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    String stat = Files.readString(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return new Usage(
        Long.parseLong(fields[USER_TICKS]) * MICROS_PER_TICK,
        Long.parseLong(fields[USER_TICKS + 1]) * MICROS_PER_TICK,
        switches(process.resolve("task")),
        number(Files.readAllLines(process.resolve("io")), DISK_BYTES));
  }

  private static long switches(Path threads) throws IOException {
    long sum = 0;
    try (Stream<Path> list = Files.list(threads)) {
      for (Path thread : list.toList()) {
        sum += switchesOf(thread);
      }
    }
    return sum;
  }

  private static long switchesOf(Path thread) throws IOException {
    try {
      return number(Files.readAllLines(thread.resolve("status")), SWITCHES);
    } catch (NoSuchFileException e) {
      return 0; // It ended a moment ago.
    }
  }

  private static long number(List<String> lines, String name) throws IOException {
    for (String line : lines) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.substring(name.length()).strip());
      }
    }
    throw new IOException("no " + name + " in /proc");
  }

  Usage since(Usage earlier) {
    return new Usage(
        userMicros - earlier.userMicros,
        systemMicros - earlier.systemMicros,
        Math.max(0, switches - earlier.switches),
        diskBytes - earlier.diskBytes);
  }

  /// As a line of a table.
  String perOperation(long operations) {
    double each = Math.max(1, operations);
    return "%7.1f us (%.1f user, %.1f system)   %6.3f sleeps   %6.3f KiB to disk"
        .formatted(
            (userMicros + systemMicros) / each,
            userMicros / each,
            systemMicros / each,
            switches / each,
            diskBytes / each / 1024);
  }
}
