// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Resident memory of a process by Linux's account, in MiB.
///
/// @param now at the time of asking
/// @param most since it began
record ProcessMemory(double now, double most) {
  static ProcessMemory of(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    return new ProcessMemory(mib(status, "VmRSS:"), mib(status, "VmHWM:"));
  }

  private static double mib(Path status, String name) throws IOException {
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no " + name + " in " + status);
  }
}
