// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.cli.client.Json;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The texts and codes are those of Consul 1.22.5 for the same keys.
class ExecResultsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> values =
      Map.of(
          "_rexec/s/n1/out/00000", "a\nb\n",
          "_rexec/s/n1/out/00001", "",
          "_rexec/s/n1/out/00002", "end",
          "_rexec/s/n1/exit", "0",
          "_rexec/s/n2/exit", "3",
          "_rexec/s/n3/exit", "x");

  private ExecResults results(boolean verbose) {
    return new ExecResults(
        new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            Path.of("")),
        "_rexec/s/",
        verbose);
  }

  private boolean accept(ExecResults results, String... keys) {
    return results.accept(
        List.of(keys),
        key -> {
          String value = values.get(key);
          return value == null
              ? Json.Null.NULL
              : Json.object()
                  .put(
                      "Value",
                      Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
                  .build();
        });
  }

  @Test
  void outputIsShownBeforeTheExitCode() {
    ExecResults results = results(false);
    assertFalse(accept(results, "_rexec/s/job"));
    assertTrue(
        accept(
            results,
            "_rexec/s/job",
            "_rexec/s/n1/ack",
            "_rexec/s/n1/exit",
            "_rexec/s/n1/out/00000",
            "_rexec/s/n1/out/00001",
            "_rexec/s/n1/out/00002"));
    results.summarize();
    assertEquals(
        "    n1: a\n    n1: b\n    n1:\n    n1: end\n==> n1: finished with exit code 0\n"
            + "1 / 1 node(s) completed / acknowledged\n",
        out.toString(StandardCharsets.UTF_8));
    assertEquals(0, results.exitCode());
    assertFalse(accept(results, "_rexec/s/n1/ack", "_rexec/s/n1/exit"));
  }

  @Test
  void verboseTellsOfAcksAndSignsOfLife() {
    ExecResults results = results(true);
    accept(results, "_rexec/s/n1/ack", "_rexec/s/n1/out/00001");
    assertEquals(
        "==> n1: acknowledged\n==> n1: heartbeat received\n", out.toString(StandardCharsets.UTF_8));
    assertTrue(results.working());
    assertEquals(2, results.exitCode());
  }

  @Test
  void anotherExitCodeIsAFailure() {
    ExecResults results = results(false);
    accept(results, "_rexec/s/n2/ack", "_rexec/s/n2/exit");
    assertFalse(results.working());
    assertEquals(2, results.exitCode());
  }

  @Test
  void whatCannotBeReadIsToldAndPassedOver() {
    ExecResults results = results(false);
    accept(results, "_rexec/s/n3/exit", "_rexec/s/n4/exit", "_rexec/s/odd");
    assertEquals(
        "Unknown key 'odd', ignoring.\n"
            + "Failed to parse exit code 'x': strconv.ParseInt: parsing \"x\": invalid syntax\n"
            + "Failed to read key '_rexec/s/n4/exit': <nil>\n",
        err.toString(StandardCharsets.UTF_8));
  }
}
