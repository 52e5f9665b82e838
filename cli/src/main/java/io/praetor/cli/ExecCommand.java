// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import io.praetor.wire.GoPath;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `exec`: runs a command on the nodes that match. The job is put below a session's prefix in the KV store, an event tells the
/// nodes, and their answers are collected below the same prefix until it has been quiet for a while. Agents take part only if
/// they are configured to.
final class ExecCommand extends ClientCommand {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /// So that a signal is noticed in time.
  private static final long MAX_POLL_MILLIS = 2_000;

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
    Json job = job(terminal, arguments);
    if (job.isNull()) {
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
    ApiClient agent = connect(terminal);
    Json self = asking("Error querying Consul agent", agent.get("/v1/agent/self")::fetch);
    CountDownLatch stopped = new CountDownLatch(1);
    Interrupts.beforeExit(
        () -> {
          stopped.countDown();
          return true;
        });
    try (SessionKeeper session = session(terminal, agent, self.at("Config"))) {
      say(terminal, "Created remote execution session: " + session.id());
      return ask(terminal, agent, session, job, stopped);
    } catch (ApiError gone) {
      return 1; // The session was ended before, or ends by its TTL.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /// The job as the nodes read it, or null when there is nothing to run.
  private Json job(Terminal terminal, List<String> arguments) throws Failure {
    Json.Builder job = Json.object();
    String line = String.join(" ", arguments);
    if (line.equals("-")) {
      if (!shell.value()) {
        throw new Failure("Cannot configure -shell=false when reading from stdin");
      }
      byte[] script = InputFiles.standardInput(terminal);
      if (script.length == 0) {
        return Json.Null.NULL;
      }
      job.put("Script", Base64.getEncoder().encodeToString(script));
    } else if (shell.value() ? line.isEmpty() : arguments.isEmpty()) {
      return Json.Null.NULL;
    } else if (shell.value()) {
      job.put("Command", line);
    } else {
      job.put("Args", Json.ofTexts(arguments));
    }
    return job.put("Wait", quietNanos.value()).build();
  }

  /// In another datacenter the session is bound to a server there, for our agent is no node of it.
  private SessionKeeper session(Terminal terminal, ApiClient agent, Json self) throws Failure {
    Json.Builder request = Json.object();
    String home = self.text("Datacenter");
    if (datacenter().isEmpty() || datacenter().equals(home)) {
      request.put("Name", "Remote Exec");
    } else {
      say(terminal, "Remote exec in foreign datacenter, using Session TTL");
      String server = server(agent);
      say(terminal, "Binding session to remote node " + server + "@" + datacenter());
      request
          .put("Name", "Remote Exec via " + self.text("NodeName") + "@" + home)
          .put("Node", server)
          .put("NodeChecks", Json.ofTexts(List.of()));
    }
    return asking(
        "Failed to create session",
        () -> SessionKeeper.open(agent, request.put("Behavior", "delete")));
  }

  private static String server(ApiClient agent) throws Failure {
    String what = "Failed to create session: Failed to find Consul server in remote datacenter";
    List<Json> servers =
        asking(what, agent.get("/v1/health/service/consul").query("passing", "1")::fetch).items();
    if (servers.isEmpty()) {
      throw new Failure(what);
    }
    return servers.getFirst().at("Node").text("Node");
  }

  private void say(Terminal terminal, String what) {
    if (verbose.value()) {
      PrintStream out = terminal.out();
      out.print(what + "\n");
      out.flush();
    }
  }

  private int ask(
      Terminal terminal, ApiClient agent, SessionKeeper session, Json job, CountDownLatch stopped)
      throws Failure, ApiError, InterruptedException {
    KvClient kv = new KvClient(agent);
    String root = GoPath.join(prefix.value(), session.id());
    byte[] encoded = JsonWriter.compact(job).getBytes(StandardCharsets.UTF_8);
    String jobKey = GoPath.join(root, "job");
    if (jobKey.startsWith("/")) {
      throw new Failure(
          "Failed to create job file: Invalid key. Key must not begin with a '/': " + jobKey);
    }
    if (!asking("Failed to create job file", () -> kv.acquire(jobKey, encoded, 0, session.id()))) {
      throw new Failure("Failed to create job file: failed to acquire key " + jobKey);
    }
    try {
      say(terminal, "Uploaded remote execution spec");
      if (stopped.await(replicationNanos.value(), TimeUnit.NANOSECONDS)) {
        return 1;
      }
      fire(terminal, agent, session.id());
      return collect(terminal, kv, root + "/", stopped);
    } finally {
      // In this order: without the session no node can write any more.
      session.close();
      kv.deleteTree(root);
    }
  }

  private void fire(Terminal terminal, ApiClient agent, String session) throws Failure {
    Json payload = Json.object().put("Prefix", prefix.value()).put("Session", session).build();
    Json event =
        asking(
            "Failed to fire event",
            agent
                    .put("/v1/event/fire/_rexec")
                    .queryUnlessEmpty("node", node.value())
                    .queryUnlessEmpty("service", service.value())
                    .queryUnlessEmpty("tag", tag.value())
                    .body(JsonWriter.compact(payload).getBytes(StandardCharsets.UTF_8))
                ::fetch);
    say(terminal, "Fired remote execution event: " + event.text("ID"));
  }

  /// Until nothing new has come for the quiet time, or twice that while some node is at work.
  private int collect(Terminal terminal, KvClient kv, String root, CountDownLatch stopped)
      throws Failure {
    ExecResults results = new ExecResults(terminal, root, verbose.value());
    long start = System.nanoTime();
    long lastNews = start;
    long index = 0;
    while (stopped.getCount() > 0) {
      long quiet = quietNanos.value() * (results.working() ? 2 : 1);
      long leftNanos = quiet - (System.nanoTime() - lastNews);
      if (leftNanos <= 0) {
        results.summarize();
        say(
            terminal,
            String.format(
                Locale.ROOT, "Completed in %.2f seconds", (System.nanoTime() - start) / 1e9));
        return results.exitCode();
      }
      long leftMillis = Math.clamp(leftNanos / NANOS_PER_MILLI, 1, MAX_POLL_MILLIS);
      KvClient.Wait wait = new KvClient.Wait(index, leftMillis);
      KvClient.Keys found = asking("Failed to read results", () -> kv.keys(root, wait));
      index = found.index();
      if (results.accept(found.keys(), key -> kv.get(key, KvClient.Wait.NONE).first())) {
        lastNews = System.nanoTime();
      }
    }
    return 1;
  }
}
