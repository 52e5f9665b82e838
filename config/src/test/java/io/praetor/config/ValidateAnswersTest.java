// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Files of a few keys with values that are often wrong, and what `consul validate` 1.22.5 was seen to
/// say about them: errors, or warnings in their order.
class ValidateAnswersTest {
  @TestFactory
  Stream<DynamicTest> texts() throws SyntaxException {
    Object answers = JsonText.parse(Loading.resource("validate-answers.json"));
    assertNotNull(answers);
    return ((List<?>) answers)
        .stream().map(answer -> Trees.map(answer)).map(ValidateAnswersTest::test);
  }

  private static DynamicTest test(Map<String, ?> answer) {
    String text = (String) answer.get("text");
    return DynamicTest.dynamicTest(
        text,
        () -> {
          FakeHost host = new FakeHost().file("F.json", text);
          String said =
              switch (Loading.load(host, "-config-file", "F.json")) {
                case LoadResult.Refused(String error) -> "Config validation failed: " + error;
                case LoadResult.Loaded(var ignored, List<String> warnings) ->
                    String.join("\n", warnings);
              };
          assertEquals(
              answer.get("said"),
              said.replace("failed to parse F.json:", "failed to parse F:").stripTrailing());
        });
  }
}
