// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import io.praetor.wire.GoDuration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a program: exit 0 passes, 1 warns, all else is critical. Standard output and error are read
/// together and their end is kept. The first of `args` is looked up on PATH; there is no shell unless
/// it is named. A run that takes too long is killed with its children.
record ScriptProbe(List<String> args, long timeoutNanos, int outputMaxBytes, Scheduler scheduler)
    implements Probe {
  private static final Logger LOG = LoggerFactory.getLogger(ScriptProbe.class);

  /// How long a child that outlives the program and holds its output open is listened to.
  private static final long STRAGGLER_NANOS = 500_000_000L;

  @Override
  public ProbeResult run() throws InterruptedException {
    long endNanos = scheduler.nowNanos() + timeoutNanos;
    Process process;
    try {
      process = new ProcessBuilder(args).redirectErrorStream(true).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      return ProbeResult.critical(startFailure());
    }
    TailBuffer output = new TailBuffer(outputMaxBytes);
    CountDownLatch drained = new CountDownLatch(1);
    scheduler.after(0, () -> drain(process.getInputStream(), output, drained));
    try {
      if (!process.waitFor(endNanos - scheduler.nowNanos(), TimeUnit.NANOSECONDS)) {
        String limit = GoDuration.format(timeoutNanos);
        return ProbeResult.critical(
            "Timed out (" + limit + ") running check\n\n" + output.describe());
      }
      if (!drained.await(STRAGGLER_NANOS, TimeUnit.NANOSECONDS)) {
        LOG.debug("a child of the check goes on: args={}", args);
      }
      return switch (process.exitValue()) {
        case 0 -> ProbeResult.passing(output.describe());
        case 1 -> new ProbeResult(CheckStatus.WARNING, output.describe());
        default -> ProbeResult.critical(output.describe());
      };
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void drain(InputStream in, TailBuffer output, CountDownLatch drained) {
    try (in) {
      in.transferTo(output);
    } catch (IOException e) {
      LOG.trace("output of a check ended early", e);
    } finally {
      drained.countDown();
    }
  }

  private String startFailure() {
    String program = args.getFirst();
    if (program.indexOf('/') < 0) {
      return "exec: \"" + program + "\": executable file not found in $PATH";
    }
    String why =
        !Files.exists(Path.of(program))
            ? "no such file or directory"
            : Files.isExecutable(Path.of(program)) ? "exec format error" : "permission denied";
    return "fork/exec " + program + ": " + why;
  }
}
