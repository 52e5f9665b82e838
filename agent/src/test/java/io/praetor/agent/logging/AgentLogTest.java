// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.config.LogConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class AgentLogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private AgentLog start(String level, boolean json, String file, int rotateBytes, int keep)
      throws Exception {
    return AgentLog.start(
        new LogConfig(level, json, file, Duration.ZERO, rotateBytes, keep, false, ""),
        new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @Test
  void linesHaveConsulsLayout() throws Exception {
    Logger logger = LoggerFactory.getLogger("agent.http");
    try (AgentLog log = start("INFO", false, "", 0, 0)) {
      logger.info("Request finished: method={}", "GET");
      logger.debug("not shown");
    }
    assertTrue(
        out.toString(StandardCharsets.UTF_8)
            .matches(
                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z \\[INFO]  agent.http: Request"
                    + " finished: method=GET\n"),
        out::toString);
  }

  @Test
  void jsonLinesEscapeWhatJsonMust() throws Exception {
    Logger logger = LoggerFactory.getLogger("agent");
    try (AgentLog log = start("INFO", true, "", 0, 0)) {
      logger.warn("a \"quoted\"\nline");
    }
    assertTrue(
        out.toString(StandardCharsets.UTF_8)
            .startsWith(
                "{\"@level\":\"warn\",\"@message\":\"a \\\"quoted\\\"\\nline\",\"@module\":\"agent\",\"@timestamp\":\""),
        out::toString);
  }

  @Test
  void aWatcherSeesLowerLevelsThanStandardOutputAndOnlyWhileItWatches() throws Exception {
    Logger logger = LoggerFactory.getLogger("agent");
    List<String> seen = new ArrayList<>();
    try (AgentLog log = start("WARN", false, "", 0, 0)) {
      AutoCloseable watch = log.watch(LogLevel.DEBUG, false, seen::add);
      logger.debug("while");
      watch.close();
      logger.debug("after");
    }
    assertEquals(1, seen.size());
    assertTrue(seen.getFirst().endsWith("[DEBUG] agent: while"), seen::toString);
    assertEquals(0, out.size());
  }

  @Test
  void theFileStartsAnewWhenItIsFullAndOldOnesGo(@TempDir Path folder) throws Exception {
    Logger logger = LoggerFactory.getLogger("agent");
    try (AgentLog log = start("INFO", false, folder.resolve("a.log").toString(), 60, 1)) {
      for (int i = 0; i < 6; i++) {
        logger.info("line {} of some length", i);
      }
    }
    try (var files = Files.list(folder)) {
      List<Path> left = files.toList();
      assertTrue(left.size() <= 2, left::toString);
      assertTrue(left.getFirst().getFileName().toString().matches("a-\\d+\\.log"), left::toString);
    }
  }
}
