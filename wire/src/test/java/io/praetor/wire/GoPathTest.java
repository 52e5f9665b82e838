// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The results are those of Go's `path.Join`.
class GoPathTest {
  @ParameterizedTest
  @CsvSource({
    "_rexec, s1, _rexec/s1/job",
    "/a//b/, s1, /a/b/s1/job",
    "'', s1, s1/job",
    "a/./b, '', a/b/job",
    "a/../../b, s1, ../b/s1/job",
    "/.., s1, /s1/job",
  })
  void joins(String prefix, String session, String wanted) {
    assertEquals(wanted, GoPath.join(prefix, session, "job"));
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "., .", "a/.., .", "/, /"})
  void joinsLittle(String part, String wanted) {
    assertEquals(wanted, GoPath.join(part, ""));
  }
}
