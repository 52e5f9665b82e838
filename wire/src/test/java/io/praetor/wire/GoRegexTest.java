// SPDX-License-Identifier: Apache-2.0

package io.praetor.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Texts are those of Go's `regexp/syntax`.
class GoRegexTest {
  private static boolean find(String pattern, String text) {
    try {
      return GoRegex.compile(pattern).find(text);
    } catch (GoRegex.InvalidRegex e) {
      return fail(pattern + ": " + e.text());
    }
  }

  private static void refused(String pattern, String text) {
    GoRegex.InvalidRegex refused =
        assertThrows(GoRegex.InvalidRegex.class, () -> GoRegex.compile(pattern), pattern);
    assertEquals("error parsing regexp: " + text, refused.text());
  }

  @Test
  void commonPatternsMeanTheSameInBothLanguages() {
    assertTrue(find("^web-[0-9]+$", "web-12"));
    assertTrue(!find("a$", "a\n"), "the end of the text is not before a line break");
    assertTrue(find("(?m)a$", "a\nb"));
    assertTrue(find("(?i)WEB", "web"));
    assertTrue(find("(?P<n>a)(?<m>b)", "ab"));
    assertTrue(find("[[:alpha:]]+[[:^digit:]]", "ab"));
    assertTrue(find("[]a-]+x", "]-x"));
    assertTrue(find("[a&&b]", "&"));
    assertTrue(find("[[:]", ":"), "a class that starts like a named one");
    assertTrue(find("a{2,3}", "aa"));
    assertTrue(find("a{,3}", "a{,3}"));
    assertTrue(find("\\x41\\x{42}\\pL\\p{Greek}", "ABcα"));
    assertTrue(find("a}b]", "a}b]"));
  }

  @Test
  void faultsAreToldInGosWords() {
    refused("((", "missing closing ): `((`");
    refused("a)", "unexpected ): `a)`");
    refused("[a", "missing closing ]: `[a`");
    refused("*a", "missing argument to repetition operator: `*`");
    refused("a**", "invalid nested repetition operator: `**`");
    refused("a*+", "invalid nested repetition operator: `*+`");
    refused("a\\", "trailing backslash at end of expression: ``");
    refused("\\1", "invalid escape sequence: `\\1`");
    refused("a(?=b)", "invalid or unsupported Perl syntax: `(?=`");
    refused("a{1001}", "invalid repeat count: `{1001}`");
    refused("[z-a]", "invalid character class range: `z-a`");
  }

  @Test
  void aPatternThatBacktracksWithoutEndIsStopped() {
    assertThrows(
        GoRegex.TooCostly.class,
        () -> GoRegex.compile("(.*)(.*)(.*)(.*)(.*)z").find("a".repeat(400)));
  }

  @Test
  void aPatternFromNowhereCompilesOrIsRefused() {
    long seed = new Random().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    List<String> parts =
        List.of(
            "a",
            "[",
            "]",
            "(",
            ")",
            "?",
            "*",
            "+",
            "{",
            "}",
            "1",
            ",",
            "\\",
            "^",
            "$",
            "|",
            ".",
            "-",
            "p",
            "x",
            "&&",
            "(?",
            ":",
            "P<n>",
            "[:alpha:]",
            "d",
            "é",
            "\0");
    for (int i = 0; i < 50_000; i++) {
      StringBuilder pattern = new StringBuilder();
      for (int p = random.nextInt(12); p > 0; p--) {
        pattern.append(parts.get(random.nextInt(parts.size())));
      }
      try {
        GoRegex.compile(pattern.toString()).find("aaaa-1 x");
      } catch (GoRegex.InvalidRegex | GoRegex.TooCostly refused) {
        assertTrue(refused.getMessage() != null, "seed " + seed);
      } catch (RuntimeException e) {
        fail("seed " + seed + ": " + pattern, e);
      }
    }
  }

  @Test
  void groupsThatTookNoPartAreEmpty() throws GoRegex.InvalidRegex {
    GoRegex regex = GoRegex.compile("^v-(x)?(?P<rest>.*)$");
    assertEquals(List.of("v-abc", "", "abc"), regex.submatches("v-abc"));
    assertEquals(List.of("v-x", "x", ""), regex.submatches("v-x"));
    assertEquals(List.of(), regex.submatches("w"));
  }
}
