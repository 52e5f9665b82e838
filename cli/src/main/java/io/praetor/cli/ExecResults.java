// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the nodes report about one job, printed as it comes: `NODE/ack` when a node starts, `NODE/out/NNNNN` for a piece of
/// output (an empty one is a sign of life), `NODE/exit` with the exit code.
final class ExecResults {
  private static final int NODE_FAILED = 2;
  private static final String JOB = "job";
  private static final String ACK = "/ack";
  private static final String EXIT = "/exit";
  private static final String OUT = "/out/";

  private final PrintStream out;
  private final PrintStream err;
  private final String root;
  private final boolean verbose;
  private final Set<String> seen = new HashSet<>();
  private int acknowledged;
  private int finished;
  private boolean anyFailed;

  /// Reads the entry of a key, null when it is gone.
  interface Reader {
    Json read(String key) throws ApiError;
  }

  /// @param root where the job's keys begin, with a slash at its end
  ExecResults(Terminal terminal, String root, boolean verbose) {
    this.out = terminal.out();
    this.err = terminal.err();
    this.root = root;
    this.verbose = verbose;
  }

  /// Takes the keys below the job's prefix and returns whether any of them is new. Of what comes together, output is shown
  /// before exit codes.
  boolean accept(List<String> keys, Reader reader) {
    List<String> fresh =
        keys.stream()
            .filter(key -> key.startsWith(root) && seen.add(key))
            .map(key -> key.substring(root.length()))
            .sorted(Comparator.comparing((String key) -> key.endsWith(EXIT)))
            .toList();
    fresh.forEach(key -> acceptOne(key, reader));
    out.flush();
    return fresh.stream().anyMatch(key -> !key.equals(JOB));
  }

  private void acceptOne(String key, Reader reader) {
    int piece = key.lastIndexOf(OUT);
    if (key.endsWith(ACK)) {
      acknowledged++;
      tellIfVerbose(beforeEnd(key, ACK), "acknowledged");
    } else if (key.endsWith(EXIT)) {
      read(key, reader).ifPresent(value -> exited(beforeEnd(key, EXIT), value));
    } else if (piece >= 0) {
      read(key, reader).ifPresent(value -> printed(key.substring(0, piece), value));
    } else if (!key.equals(JOB)) {
      err.print("Unknown key '" + key + "', ignoring.\n");
    }
  }

  private static String beforeEnd(String key, String end) {
    return key.substring(0, key.length() - end.length());
  }

  private Optional<String> read(String key, Reader reader) {
    String reason = "<nil>";
    try {
      Json entry = reader.read(root + key);
      if (!entry.isNull()) {
        return Optional.of(new String(KvClient.value(entry), StandardCharsets.UTF_8));
      }
    } catch (ApiError e) {
      reason = e.text();
    }
    err.print("Failed to read key '" + root + key + "': " + reason + "\n");
    return Optional.empty();
  }

  private void exited(String node, String value) {
    try {
      int code = Integer.parseInt(value);
      finished++;
      anyFailed |= code != 0;
      tell("==>", node, "finished with exit code " + code);
    } catch (NumberFormatException e) {
      err.print(
          "Failed to parse exit code '"
              + value
              + "': strconv.ParseInt: parsing \""
              + value
              + "\": invalid syntax\n");
    }
  }

  private void printed(String node, String value) {
    if (value.isEmpty()) {
      tellIfVerbose(node, "heartbeat received");
    } else {
      tell("   ", node, value);
    }
  }

  private void tellIfVerbose(String node, String what) {
    if (verbose) {
      tell("==>", node, what);
    }
  }

  /// Each line behind the node's name. Space at the very end is not printed, as by Consul.
  private void tell(String mark, String node, String text) {
    StringBuilder lines = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      lines.append(mark).append(' ').append(node).append(": ").append(line).append('\n');
    }
    out.print(lines.toString().stripTrailing() + "\n");
  }

  /// Whether a node has begun and not said that it has finished.
  boolean working() {
    return acknowledged > finished;
  }

  void summarize() {
    out.print(finished + " / " + acknowledged + " node(s) completed / acknowledged\n");
  }

  /// 2 when any node failed, or did not finish.
  int exitCode() {
    return anyFailed || finished < acknowledged ? NODE_FAILED : 0;
  }
}
