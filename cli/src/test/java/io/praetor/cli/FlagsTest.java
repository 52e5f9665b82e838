// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The rules of Go's flag package, with its error texts as Consul v1.22.5 printed them.
class FlagsTest {
  private final Flags flags = new Flags();
  private final Flag<Boolean> recurse = flags.bool("recurse", "All below.");
  private final Flag<Boolean> shell = flags.bool("shell", true, "Through a shell.");
  private final Flag<String> separator = flags.string("separator", "/", "Cut.");
  private final Flag<Long> number = flags.uint64("flags", "A number.");
  private final Flag<Long> port = flags.integer("port", 0, "A port.");
  private final Flag<Long> wait = flags.duration("wait", 0, "A time.");
  private final Flag<List<String>> tags = flags.strings("tag", "A tag.");
  private final Flag<Map<String, String>> meta = flags.pairs("meta", "A pair.");

  private String errorOf(String... arguments) {
    return assertThrows(FlagError.class, () -> flags.parse(List.of(arguments))).text();
  }

  @Test
  void oneDashAndTwoAreTheSame() throws FlagError {
    assertEquals(List.of(), flags.parse(List.of("-recurse", "--separator", ":", "--flags=7")));
    assertTrue(recurse.value());
    assertEquals(":", separator.value());
    assertEquals(7, number.value());
  }

  @Test
  void aBooleanNeverTakesTheNextArgument() throws FlagError {
    assertEquals(List.of("false"), flags.parse(List.of("-recurse", "false")));
    assertTrue(recurse.value());
  }

  @Test
  void aBooleanMayBeTurnedOffWithAnEqualsSign() throws FlagError {
    flags.parse(List.of("-shell=f"));
    assertEquals(false, shell.value());
    assertTrue(shell.given());
  }

  @Test
  void theFirstOtherArgumentEndsTheFlags() throws FlagError {
    assertEquals(List.of("key", "-recurse"), flags.parse(List.of("-port=1", "key", "-recurse")));
    assertEquals(false, recurse.value());
  }

  @Test
  void twoDashesEndTheFlagsAndASingleOneIsAnArgument() throws FlagError {
    assertEquals(List.of("-recurse"), flags.parse(List.of("--", "-recurse")));
    assertEquals(List.of("-"), flags.parse(List.of("-")));
  }

  @Test
  void repeatableFlagsCollect() throws FlagError {
    flags.parse(List.of("-tag", "a", "-tag=b", "-meta", "k=v=w", "-meta=x="));
    assertEquals(List.of("a", "b"), tags.value());
    assertEquals(Map.of("k", "v=w", "x", ""), meta.value());
  }

  @Test
  void numbersHaveGosPrefixesAndLimits() throws FlagError {
    flags.parse(List.of("-flags=18446744073709551615", "-port", "-0x10"));
    assertEquals(-1L, number.value());
    assertEquals(-16L, port.value());
    assertEquals(
        "invalid value \"18446744073709551616\" for flag -flags: parse error",
        errorOf("-flags=18446744073709551616"));
    assertEquals("invalid value \"-1\" for flag -flags: parse error", errorOf("-flags=-1"));
    assertEquals("invalid value \"09\" for flag -port: parse error", errorOf("-port=09"));
    assertEquals("invalid value \"0x\" for flag -port: parse error", errorOf("-port=0x"));
  }

  @Test
  void durationsAreNanoseconds() throws FlagError {
    flags.parse(List.of("-wait=1m0.5s"));
    assertEquals(60_500_000_000L, wait.value());
    assertEquals("invalid value \"5\" for flag -wait: parse error", errorOf("-wait=5"));
  }

  @Test
  void errorsHaveGosTexts() {
    assertEquals("flag provided but not defined: -nope", errorOf("--nope=1"));
    assertEquals("flag needs an argument: -separator", errorOf("-separator"));
    assertEquals(
        "invalid boolean value \"maybe\" for -recurse: parse error", errorOf("-recurse=maybe"));
    assertEquals("invalid value \"abc\" for flag -flags: parse error", errorOf("-flags", "abc"));
    assertEquals("bad flag syntax: ---x", errorOf("---x"));
    assertEquals("bad flag syntax: -=x", errorOf("-=x"));
    assertEquals(
        "invalid value \"rack\" for flag -meta: Missing \"=\" value in argument: rack",
        errorOf("-meta", "rack"));
  }

  @Test
  void defaultsAreListedInTheOrderOfNames() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    flags.printDefaults(out);
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(text.startsWith("  -flags uint\n    \tA number.\n  -meta key=value\n"), text);
    assertTrue(text.contains("  -recurse\n    \tAll below.\n"), text);
    assertTrue(text.contains("  -separator string\n    \tCut. (default \"/\")\n"), text);
  }

  @Test
  void aHiddenFlagWorksButHelpLeavesItOut() throws FlagError {
    Flag<String> older = flags.string("older", "Older name.").hide();
    flags.parse(List.of("-older=x"));
    assertEquals("x", older.value());
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    flags.printHelp(new PrintStream(help, true, StandardCharsets.UTF_8));
    assertTrue(help.toString(StandardCharsets.UTF_8).contains("-separator"));
    assertEquals(-1, help.toString(StandardCharsets.UTF_8).indexOf("-older"));
  }
}
