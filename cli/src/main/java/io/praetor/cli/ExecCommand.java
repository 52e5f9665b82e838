// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// `exec`: runs a command on the nodes that match. The job is put below a session's prefix in the KV store, an event tells the
/// nodes, and their answers are collected below the same prefix until it has been quiet for a while. Agents take part only if
/// they are configured to.
final class ExecCommand extends ClientCommand {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int NODE_FAILED = 2;

  private final Flag<String> node =
      flags.string("node", "Only nodes whose name matches this regular expression.");
  private final Flag<String> prefix =
      flags.string("prefix", "_rexec", "Key prefix for the job and its results.");
  private final Flag<String> service =
      flags.string("service", "Only nodes with a service that matches this regular expression.");
  private final Flag<Boolean> shell = flags.bool("shell", true, "Run the command through a shell.");
  private final Flag<String> tag =
      flags.string(
          "tag", "Only services with a tag that matches this regular expression; needs -service.");
  private final Flag<Boolean> verbose = flags.bool("verbose", "Tell what happens.");
  private final Flag<Long> quietNanos =
      flags.duration("wait", 2_000 * NANOS_PER_MILLI, "End when nothing has come for this long.");
  private final Flag<Long> replicationNanos =
      flags.duration(
          "wait-repl", 200 * NANOS_PER_MILLI, "Wait this long for the job to reach all servers.");

  ExecCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Run a command on nodes of the cluster";
  }

  @Override
  String usage() {
    return "exec [options] [-|command...]";
  }

  @Override
  String details() {
    return "Runs a command on all nodes that match and allow it (disable_remote_exec=false). With - the command is\n"
        + "read from standard input.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.isEmpty()) {
      terminal.err().print("Must specify a command to execute\n\n");
      printHelp(terminal.err());
      return 1;
    }
    RegexChecks.check("node", node.value());
    RegexChecks.check("service", service.value());
    RegexChecks.check("tag", tag.value());
    if (!tag.value().isEmpty() && service.value().isEmpty()) {
      throw new Failure("Cannot provide tag filter without service filter.");
    }
    Json job = job(terminal, arguments);
    ApiClient agent = connect(terminal);
    telling("Error querying Consul agent", agent.get("/v1/agent/self")::run);
    long startNanos = System.nanoTime();
    try (SessionKeeper session = SessionKeeper.open(agent, "Remote Exec", "delete")) {
      say(terminal, "Created remote execution session: " + session.id());
      KvClient kv = new KvClient(agent);
      String root = prefix.value() + "/" + session.id() + "/";
      ExecResults results = new ExecResults(terminal, root, verbose.value());
      submit(terminal, agent, kv, session.id(), root, job);
      collect(kv, root, results);
      results.summarize();
      kv.deleteTree(root);
      say(
          terminal,
          String.format(
              Locale.ROOT, "Completed in %.2f seconds", (System.nanoTime() - startNanos) / 1e9));
      return results.anyFailed() ? NODE_FAILED : 0;
    } catch (ApiError e) {
      throw new Failure("Failed to run the remote command: " + e.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    }
  }

  private Json job(Terminal terminal, List<String> arguments) throws Failure {
    Json.Builder job = Json.object();
    if (arguments.equals(List.of("-"))) {
      byte[] script = InputFiles.standardInput(terminal);
      if (script.length == 0) {
        throw new Failure("Must specify a command to execute");
      }
      job.put("Script", Base64.getEncoder().encodeToString(script));
    } else if (shell.value()) {
      job.put("Command", String.join(" ", arguments));
    } else {
      job.put("Args", Json.ofTexts(arguments));
    }
    return job.put("Wait", quietNanos.value()).build();
  }

  private void say(Terminal terminal, String what) {
    if (verbose.value()) {
      PrintStream out = terminal.out();
      out.print(what + "\n");
      out.flush();
    }
  }

  private void submit(
      Terminal terminal, ApiClient agent, KvClient kv, String session, String root, Json job)
      throws ApiError, Failure, InterruptedException {
    byte[] encoded = JsonWriter.compact(job).getBytes(StandardCharsets.UTF_8);
    if (!kv.acquire(root + "job", encoded, 0, session)) {
      throw new Failure("Failed to create job file: failed to acquire key " + root + "job");
    }
    say(terminal, "Uploaded remote execution spec");
    TimeUnit.NANOSECONDS.sleep(replicationNanos.value());
    Json payload = Json.object().put("Prefix", prefix.value()).put("Session", session).build();
    ApiRequest fire =
        agent
            .put("/v1/event/fire/_rexec")
            .queryUnlessEmpty("node", node.value())
            .queryUnlessEmpty("service", service.value())
            .queryUnlessEmpty("tag", tag.value());
    Json event = fire.body(JsonWriter.compact(payload).getBytes(StandardCharsets.UTF_8)).fetch();
    say(terminal, "Fired remote execution event: " + event.text("ID"));
  }

  /// Until nothing new has come for the quiet time. A node that is at work keeps the job alive by its output alone.
  private void collect(KvClient kv, String root, ExecResults results) throws ApiError {
    long index = 0;
    long lastNewsNanos = System.nanoTime();
    while (true) {
      long leftNanos = quietNanos.value() - (System.nanoTime() - lastNewsNanos);
      if (leftNanos <= 0) {
        return;
      }
      long leftMillis = Math.max(1, leftNanos / NANOS_PER_MILLI);
      KvClient.Found found = kv.list(root, new KvClient.Wait(index, leftMillis));
      index = found.index();
      if (results.accept(found.pairs())) {
        lastNewsNanos = System.nanoTime();
      }
    }
  }
}
