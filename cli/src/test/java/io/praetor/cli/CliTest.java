// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/// Exit codes and streams as Consul v1.22.5 has them.
class CliTest {
  @Test
  void noCommandAtAllIs127OnStandardError() {
    for (CliRun run :
        new CliRun[] {
          CliRun.of(), CliRun.of("help"), CliRun.of("frobnicate"), CliRun.of("-nope")
        }) {
      assertEquals(127, run.exitCode());
      assertEquals("", run.out());
      assertTrue(
          run.err().startsWith("Usage: consul [--version] [--help] <command> [<args>]\n"),
          run.err());
    }
  }

  @Test
  void helpIsSuccessOnStandardOutput() {
    CliRun run = CliRun.of("--help");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("\n    members "), run.out());
    assertEquals("", run.err());
  }

  @Test
  void helpMayComeAfterOtherArguments() {
    CliRun run = CliRun.of("members", "extra", "-h");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().startsWith("Usage: consul members [options]\n"), run.out());
  }

  @Test
  void afterTwoDashesHelpIsAnArgument() {
    CliRun run = CliRun.of("kv", "put", "--", "a", "b", "-h");
    assertEquals(1, run.exitCode());
    assertEquals("Error! Too many arguments (expected 1 or 2, got 3)\n", run.err());
  }

  @Test
  void aGroupAloneFailsAndListsItsCommands() {
    CliRun run = CliRun.of("kv");
    assertEquals(1, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains("Subcommands:\n    delete "), run.err());
    assertEquals(1, CliRun.of("kv", "frobnicate").exitCode());
  }

  @Test
  void aWrongFlagListsTheRightOnes() {
    CliRun run = CliRun.of("keyring", "-nope");
    assertEquals(1, run.exitCode());
    assertTrue(
        run.err().startsWith("flag provided but not defined: -nope\nUsage:\n  -ca-file value\n"),
        run.err());
  }

  @Test
  void versionNamesTheProductAndItsLevel() {
    for (CliRun run :
        new CliRun[] {CliRun.of("version"), CliRun.of("-v"), CliRun.of("--version")}) {
      assertEquals(0, run.exitCode());
      assertTrue(
          run.out().startsWith("Praetor v0.1.0 (compatible with Consul v1.22.5)\n"), run.out());
    }
  }

  @Test
  void versionAsJsonReportsTheLevel() {
    String text = CliRun.of("version", "--format", "json").out();
    assertTrue(text.startsWith("{\n   \"Version\": \"1.22.5\",\n"), text);
    assertEquals("Unknown format: xml\n", CliRun.of("version", "-format=xml").err());
  }

  @Test
  void keygenMakesThirtyTwoBytes() {
    String key = CliRun.of("keygen").out().strip();
    assertEquals(32, Base64.getDecoder().decode(key).length);
  }
}
