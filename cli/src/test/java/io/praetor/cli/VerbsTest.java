// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerbsTest {
  @Test
  void everyPathMakesACommandWithHelp() {
    for (String path : Verbs.PATHS) {
      Command command = Verbs.command(path);
      assertFalse(command.synopsis().isEmpty(), path);
      assertTrue((command.usage() + " ").startsWith(path + " "), path + ": " + command.usage());
    }
  }

  @Test
  void everyParentOfACommandIsThere() {
    for (String path : Verbs.PATHS) {
      int space = path.lastIndexOf(' ');
      assertTrue(space < 0 || Verbs.PATHS.contains(path.substring(0, space)), path);
    }
  }

  @Test
  void pathsAreSortedAndNoneIsTwice() {
    assertEquals(Verbs.PATHS.stream().distinct().sorted().toList(), Verbs.PATHS);
  }

  @Test
  void theLongestPathWins() {
    assertEquals("kv get", Verbs.longestPath(List.of("kv", "get", "key")));
    assertEquals("kv", Verbs.longestPath(List.of("kv", "frobnicate")));
    assertEquals("", Verbs.longestPath(List.of("frobnicate", "kv")));
  }

  @Test
  void childrenAreOneLevelBelow() {
    assertEquals(List.of("delete", "export", "get", "import", "put"), Verbs.children("kv"));
    assertTrue(Verbs.children("").contains("members"));
    assertFalse(Verbs.children("").contains("kv get"));
  }
}
