// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `lock`: runs a child while a lock or a place in a semaphore is held. The child is stopped when the lock is lost or this
/// process is told to stop, and killed if it does not follow.
final class LockCommand extends ClientCommand {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long GRACE_SECONDS = 5;
  private static final int CHILD_FAILED = 2;

  private final Flag<Boolean> childExitCode =
      flags.bool("child-exit-code", "Exit with 2 when the child failed.");
  private final Flag<Long> limit =
      flags.integer(
          "n", 1, "How many may hold the lock at once; more than 1 makes it a semaphore.");
  private final Flag<Long> monitorRetry =
      flags.integer(
          "monitor-retry",
          3,
          "How often to ask again when the servers do not answer while the lock is held.");
  private final Flag<String> name =
      flags.string("name", "Name of the session; made of the child and the prefix unless given.");
  private final Flag<Boolean> passStdin =
      flags.bool("pass-stdin", "Let the child read standard input.");
  private final Flag<Boolean> shell = flags.bool("shell", true, "Run the child through a shell.");
  private final Flag<Long> timeout = flags.duration("timeout", 0, "Older name of -try.");
  private final Flag<Long> tryFor =
      flags.duration("try", 0, "Give up when the lock could not be taken in this time.");
  private final Flag<Boolean> verbose = flags.bool("verbose", "Tell what happens.");

  LockCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Run a command while holding a lock";
  }

  @Override
  String usage() {
    return "lock [options] prefix child...";
  }

  @Override
  String details() {
    return "Takes a lock below a key prefix, runs the child, and gives the lock back when the child ends:\n\n"
        + "    $ consul lock jobs/nightly ./run-nightly.sh";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (limit.value() <= 0) {
      throw new Failure("Lock holder limit must be positive");
    }
    if (arguments.size() < 2) {
      throw new Failure("Key prefix and child command must be specified");
    }
    if (tryFor.value() < 0 || timeout.value() < 0) {
      throw new Failure("Timeout must be positive");
    }
    String prefix = arguments.getFirst().replaceFirst("^/+", "");
    List<String> child = arguments.subList(1, arguments.size());
    ApiClient agent = connect(terminal);
    telling("Error querying Consul agent", agent.get("/v1/agent/self")::run);
    String sessionName =
        name.value().isEmpty()
            ? "Lock for '" + String.join(" ", child) + "' at '" + prefix + "'"
            : name.value();
    boolean semaphore = limit.value() > 1;
    try (SessionKeeper session =
        SessionKeeper.open(agent, sessionName, semaphore ? "delete" : "release")) {
      KvClient kv = new KvClient(agent);
      if (semaphore) {
        say(terminal, "Setting up semaphore (limit " + limit.value() + ") at prefix: " + prefix);
        return hold(terminal, new KeySemaphore(kv, prefix, session.id(), limit.value()), child);
      }
      String key = prefix.endsWith("/") ? prefix + ".lock" : prefix + "/.lock";
      say(terminal, "Setting up lock at path: " + key);
      return hold(terminal, new KeyLock(kv, key, session.id()), child);
    } catch (ApiError e) {
      throw new Failure("Lock acquisition failed: " + e.text());
    } catch (Holding.Conflict e) {
      throw new Failure("Lock acquisition failed: " + e.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("Shutdown triggered or timeout during lock acquisition");
    }
  }

  private void say(Terminal terminal, String what) {
    if (verbose.value()) {
      terminal.out().print(what + "\n");
    }
  }

  private int hold(Terminal terminal, Holding lock, List<String> words)
      throws Failure, ApiError, Holding.Conflict, InterruptedException {
    say(terminal, "Attempting lock acquisition");
    long tryMillis = Math.max(tryFor.value(), timeout.value()) / NANOS_PER_MILLI;
    if (!lock.acquire(tryMillis)) {
      throw new Failure("Shutdown triggered or timeout during lock acquisition");
    }
    int code = 0;
    say(terminal, "Starting handler");
    try {
      Redirect stdin = passStdin.value() ? Redirect.INHERIT : Redirect.from(new File("/dev/null"));
      Process child =
          ChildProcess.start(
              terminal,
              ChildProcess.commandLine(words, shell.value()),
              Map.of("CONSUL_LOCK_HELD", "true"),
              stdin);
      code = await(terminal, lock, child);
    } catch (Failure e) {
      terminal.err().print("Error starting handler: " + e.text() + "\n");
    }
    lock.release();
    if (lock.cleanUp()) {
      say(terminal, "Cleanup succeeded");
    } else {
      say(terminal, "Cleanup aborted, lock in use");
    }
    return code;
  }

  private int await(Terminal terminal, Holding lock, Process child) throws InterruptedException {
    Interrupts.beforeExit(
        () -> {
          child.destroy();
          return true;
        });
    Thread monitor =
        Thread.ofVirtual()
            .name("lock-monitor")
            .start(
                () -> {
                  lock.awaitLoss(monitorRetry.value());
                  stop(child);
                });
    int status = child.waitFor();
    monitor.interrupt();
    if (status != 0) {
      terminal.err().print("Error running handler: exit status " + status + "\n");
    }
    say(terminal, "Child terminated, releasing lock");
    return status != 0 && childExitCode.value() ? CHILD_FAILED : 0;
  }

  private static void stop(Process child) {
    child.destroy();
    try {
      if (!child.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        child.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
