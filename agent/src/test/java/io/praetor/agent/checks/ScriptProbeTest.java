// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Real programs.
class ScriptProbeTest {
  private final RealTime time = new RealTime();

  @AfterEach
  void close() {
    time.close();
  }

  private ProbeResult shell(String script, int outputMaxBytes, long timeoutNanos)
      throws InterruptedException {
    return run(List.of("/bin/sh", "-c", script), outputMaxBytes, timeoutNanos);
  }

  private ProbeResult run(List<String> args, int outputMaxBytes, long timeoutNanos)
      throws InterruptedException {
    return new ScriptProbe(args, timeoutNanos, outputMaxBytes, time.scheduler).run();
  }

  @Test
  void theExitCodeIsTheStatusAndBothStreamsTheOutput() throws InterruptedException {
    assertEquals(
        ProbeResult.passing("out\nerr\n"),
        shell("echo out; echo err >&2", 4096, RealTime.LONG_NANOS));
    assertEquals(
        new ProbeResult(CheckStatus.WARNING, "warn\n"),
        shell("echo warn; exit 1", 4096, RealTime.LONG_NANOS));
    assertEquals(
        ProbeResult.critical("crit\n"), shell("echo crit; exit 2", 4096, RealTime.LONG_NANOS));
    assertEquals(ProbeResult.critical(""), shell("kill -9 $$", 4096, RealTime.LONG_NANOS));
  }

  @Test
  void onlyTheEndOfALongOutputIsKept() throws InterruptedException {
    assertEquals(
        ProbeResult.passing("Captured 20 of 292 bytes\n...\n\n95\n96\n97\n98\n99\n100\n"),
        shell("i=0; while [ $i -lt 100 ]; do i=$((i+1)); echo $i; done", 20, RealTime.LONG_NANOS));
  }

  @Test
  void anOutputLargerThanAPipeDoesNotBlockTheProgram() throws InterruptedException {
    ProbeResult result =
        shell(
            "i=0; while [ $i -lt 5000 ]; do i=$((i+1)); echo 0123456789012345678901234567890123; done",
            10,
            RealTime.LONG_NANOS);
    assertEquals(CheckStatus.PASSING, result.status());
  }

  @Test
  void aProgramThatTakesTooLongIsKilled() throws InterruptedException {
    assertEquals(
        ProbeResult.critical("Timed out (1s) running check\n\nbegin\n"),
        shell("echo begin; exec sleep 600", 4096, 1_000_000_000L));
  }

  @Test
  void aChildThatOutlivesTheProgramDoesNotHoldUpTheResult() throws InterruptedException {
    assertEquals(
        ProbeResult.passing("started\n"),
        shell("sleep 30 & echo started", 4096, RealTime.LONG_NANOS));
  }

  @Test
  void aProgramThatDoesNotExistIsCritical() throws InterruptedException {
    assertEquals(
        ProbeResult.critical("fork/exec /no/such: no such file or directory"),
        run(List.of("/no/such"), 4096, RealTime.LONG_NANOS));
    assertEquals(
        ProbeResult.critical("exec: \"no-such-program\": executable file not found in $PATH"),
        run(List.of("no-such-program", "x"), 4096, RealTime.LONG_NANOS));
  }
}
