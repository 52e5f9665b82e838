// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the nodes report about one job, printed as it comes: `NODE/ack` when a node starts, `NODE/out/NNNNN` for a piece of
/// output, `NODE/exit` with the exit code.
final class ExecResults {
  private final PrintStream out;
  private final String root;
  private final boolean verbose;
  private final Set<String> seen = new HashSet<>();
  private int acknowledged;
  private int finished;
  private boolean anyFailed;

  ExecResults(Terminal terminal, String root, boolean verbose) {
    this.out = terminal.out();
    this.root = root;
    this.verbose = verbose;
  }

  /// Takes what is below the job's prefix and returns whether any of it is new.
  boolean accept(List<Json> pairs) {
    boolean news = false;
    for (Json pair : pairs) {
      String key = pair.text("Key");
      if (key.startsWith(root) && seen.add(key)) {
        news = true;
        acceptOne(
            key.substring(root.length()), new String(KvClient.value(pair), StandardCharsets.UTF_8));
      }
    }
    out.flush();
    return news;
  }

  private void acceptOne(String key, String value) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      return; // the job itself
    }
    String node = key.substring(0, slash);
    String kind = key.substring(slash + 1);
    if (kind.equals("ack")) {
      acknowledged++;
      if (verbose) {
        out.print("==> " + node + ": acknowledged\n");
      }
    } else if (kind.equals("exit")) {
      finished++;
      anyFailed |= !value.strip().equals("0");
      out.print("==> " + node + ": finished with exit code " + value.strip() + "\n");
    } else if (kind.startsWith("out/")) {
      for (String line : value.split("\n", -1)) {
        out.print("    " + node + ": " + line + "\n");
      }
    }
  }

  void summarize() {
    out.print(finished + " / " + acknowledged + " node(s) completed / acknowledged\n");
  }

  boolean anyFailed() {
    return anyFailed;
  }
}
