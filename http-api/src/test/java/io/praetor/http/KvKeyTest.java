// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Observed on Consul 1.22.5, key by key.
class KvKeyTest {
  @Test
  void keysAreCleanedLikePathsExceptForOneSlashAtTheEnd() {
    String[][] cases = {
      {"", ""},
      {"a/../b", "b"},
      {"a/..", "."},
      {"a..b", "a..b"},
      {"a/..b", "a/..b"},
      {"/x", "/x"},
      {"x/", "x/"},
      {"x//y", "x/y"},
      {"x/./y", "x/y"},
      {"./x", "x"},
      {"../x", "../x"},
      {"x/../../y", "../y"},
      {"...", "..."},
      {"a /b", "a /b"},
    };
    for (String[] each : cases) {
      assertEquals(each[1], KvKey.clean(each[0]), each[0]);
    }
  }

  @Test
  void keysThatAnotherReaderMightResolveAreRefused() {
    for (String key :
        List.of("..", "../x", "x%2e%2Ey", ".%2e", "x.%2ey", "a%2e.", "a%2F..%2Fb", "a%2f..%2e")) {
      assertEquals(KvKey.TRAVERSAL, KvKey.fault(key), key);
    }
    for (String key : List.of(" a", "a ", "a%20b", "x/ ")) {
      assertEquals(KvKey.SPACES, KvKey.fault(key), key);
    }
    for (String key : List.of("a b", "x%2ey", "a/%2e/b", "..\\x", "a%2520b", "a%")) {
      assertEquals("", KvKey.fault(key), key);
    }
  }
}
