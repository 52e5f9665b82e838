// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.exec;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process of a job and what it prints, standard output and error together. A program that prints
/// faster than it is read waits; one whose reader has gone goes on, and what it prints is dropped.
final class JobProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final int QUEUE = 16;
  private static final byte[] END = new byte[0];

  private final Process process;
  private final @Nullable Path script;
  private final BlockingQueue<byte[]> output = new ArrayBlockingQueue<>(QUEUE);
  private volatile boolean dropping;

  private JobProcess(Process process, @Nullable Path script) {
    this.process = process;
    this.script = script;
  }

  /// Starts the job with the agent's environment and no input.
  ///
  /// @param executor is given one task, which reads the output until it ends
  /// @throws IOException when it cannot be started, or its script not be written
  static JobProcess start(ExecSpec spec, String shell, Executor executor) throws IOException {
    Path script = spec.script().isEmpty() ? null : write(spec);
    try {
      Process process =
          new ProcessBuilder(spec.commandLine(shell, script == null ? "" : script.toString()))
              .redirectErrorStream(true)
              .redirectInput(Redirect.from(new File("/dev/null")))
              .start();
      JobProcess job = new JobProcess(process, script);
      executor.execute(job::drain);
      return job;
    } catch (IOException | RuntimeException e) {
      delete(script);
      throw e;
    }
  }

  private static Path write(ExecSpec spec) throws IOException {
    Path file =
        Files.createTempFile(
            "rexec",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
    Files.write(file, spec.script().shared());
    return file;
  }

  private void drain() {
    byte[] buffer = new byte[OutputPieces.PIECE_BYTES];
    try (InputStream in = process.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (n > 0 && !dropping) {
          output.put(Arrays.copyOf(buffer, n));
        }
      }
      output.put(END);
    } catch (IOException e) {
      LOG.debug("output of a remote execution ended early: error={}", e.toString());
      boolean _ = output.offer(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The next output, or null when none came in time. Empty output is the end.
  byte @Nullable [] next(long waitNanos) throws InterruptedException {
    return output.poll(Math.max(0, waitNanos), TimeUnit.NANOSECONDS);
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /// Stops listening. The process goes on.
  @Override
  public void close() {
    dropping = true;
    output.clear();
    delete(script);
  }

  private static void delete(@Nullable Path script) {
    if (script != null) {
      try {
        Files.deleteIfExists(script);
      } catch (IOException e) {
        LOG.warn("a script of a remote execution was not deleted: error={}", e.toString());
      }
    }
  }
}
