// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.exec;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Rpc;
import io.praetor.wire.Bytes;
import io.praetor.wire.DecodeException;
import io.praetor.wire.GoQuote;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the jobs of `consul exec` that reach this agent. The event names a key with the job; the answer
/// is keys beside it, written under the lock of the asker's session: `ack` when it begins, `out/00000`
/// and so on with the output as it comes, `exit` with the exit code. When the session ends, so does the
/// answering. Any thread.
public final class RemoteExec {
  /// The name of the event that announces a job.
  public static final String EVENT = "_rexec";

  private static final Logger LOG = LoggerFactory.getLogger("agent");

  /// More jobs at a time are refused: each has a process and two threads.
  private static final int MAX_JOBS = 64;

  /// The exit code of what could not be run.
  private static final int NOT_RUN = 255;

  private final JobKeys keys;
  private final String shell;
  private final Executor executor;
  private final LongSupplier nanoClock;
  private final Semaphore free = new Semaphore(MAX_JOBS);

  RemoteExec(JobKeys keys, String shell, Executor executor, LongSupplier nanoClock) {
    this.keys = keys;
    this.shell = shell;
    this.executor = executor;
    this.nanoClock = nanoClock;
  }

  /// @param node the name under which this agent answers
  /// @param token the agent's own at the moment
  /// @param shell reads command lines; null for `/bin/sh`
  /// @param executor starts a thread, which may wait, for each task
  public static RemoteExec over(
      Rpc rpc,
      String datacenter,
      String node,
      Supplier<String> token,
      @Nullable String shell,
      Executor executor) {
    return new RemoteExec(
        new JobKeys.Replicated(rpc, datacenter, node, token),
        shell == null || shell.isEmpty() ? "/bin/sh" : shell,
        executor,
        System::nanoTime);
  }

  /// Begins the job that an event announces; returns at once.
  public void begin(String eventId, Bytes payload) {
    LOG.debug("received remote exec event: id={}", eventId);
    if (!free.tryAcquire()) {
      LOG.error("too many remote executions at a time, one is refused: id={}", eventId);
      return;
    }
    try {
      executor.execute(() -> guarded(payload));
    } catch (RejectedExecutionException e) {
      free.release();
      LOG.debug("a remote execution is not begun: the agent stops");
    }
  }

  private void guarded(Bytes payload) {
    try {
      ExecRequest request = ExecRequest.decode(payload);
      Optional<Bytes> job = keys.job(request);
      if (job.isEmpty()) {
        LOG.debug("remote exec aborted, job spec missing");
        return;
      }
      ExecSpec spec = ExecSpec.decode(job.get());
      if (answer(request, "ack", Bytes.NIL)) {
        answer(request, "exit", Bytes.utf8(Integer.toString(run(request, spec))));
      }
    } catch (DecodeException e) {
      LOG.error("failed to decode remote exec event or job: error={}", e.getMessage());
    } catch (ConsulException e) {
      LOG.error("failed to get remote exec job: error=\"{}\"", e.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  private int run(ExecRequest request, ExecSpec spec) throws InterruptedException {
    LOG.info("remote exec script: script={}", GoQuote.quote(spec.command()));
    try (JobProcess process = JobProcess.start(spec, shell, executor)) {
      return upload(request, spec, process) ? process.exitCode() : NOT_RUN;
    } catch (IOException e) {
      LOG.debug("failed to start remote exec: error={}", e.toString());
      return NOT_RUN;
    }
  }

  /// Until the output ends, or nobody takes it any more: then false.
  private boolean upload(ExecRequest request, ExecSpec spec, JobProcess process)
      throws InterruptedException {
    OutputPieces pieces = new OutputPieces(spec.waitNanos(), nanoClock.getAsLong());
    for (int number = 0; ; ) {
      byte[] output = process.next(pieces.deadline() - nanoClock.getAsLong());
      long now = nanoClock.getAsLong();
      boolean ended = output != null && output.length == 0;
      List<Bytes> ready =
          output == null
              ? pieces.due(now)
              : ended ? pieces.rest(now) : pieces.add(output, output.length, now);
      for (Bytes piece : ready) {
        if (!answer(request, String.format(Locale.ROOT, "out/%05x", number++), piece)) {
          return false;
        }
      }
      if (ended) {
        return true;
      }
    }
  }

  private boolean answer(ExecRequest request, String suffix, Bytes value)
      throws InterruptedException {
    try {
      if (keys.answer(request, suffix, value)) {
        return true;
      }
      LOG.error("failed to answer a remote exec job: key={} error=\"write failed\"", suffix);
    } catch (ConsulException e) {
      LOG.error("failed to answer a remote exec job: key={} error=\"{}\"", suffix, e.text());
    }
    return false;
  }
}
