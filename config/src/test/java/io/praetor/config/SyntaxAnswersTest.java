// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Good and broken texts with what Consul 1.22.5 was seen to say about them, positions included.
class SyntaxAnswersTest {
  @TestFactory
  Stream<DynamicTest> texts() throws SyntaxException {
    Object answers = JsonText.parse(Loading.resource("syntax-answers.json"));
    assertNotNull(answers);
    return ((List<?>) answers)
        .stream().map(answer -> Trees.map(answer)).map(SyntaxAnswersTest::test);
  }

  private static DynamicTest test(Map<String, ?> answer) {
    String text = (String) answer.get("text");
    String file = "F." + answer.get("format");
    return DynamicTest.dynamicTest(
        GoText.quote(text),
        () -> {
          String said =
              Loading.error(Loading.load(new FakeHost().file(file, text), "-config-file", file));
          String expected = (String) answer.get("error");
          assertEquals(
              expected.stripTrailing(),
              said.replace("failed to parse " + file + ": ", "").stripTrailing());
        });
  }
}
