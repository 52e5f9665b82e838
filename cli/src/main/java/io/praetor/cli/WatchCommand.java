// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// `watch`: prints the result of a query once, or, with a handler, gives each new result to the handler's standard input until it
/// is interrupted. A failed query is tried again, later each time.
final class WatchCommand extends ClientCommand {
  private static final long RETRY_SECONDS = 5;
  private static final long MAX_RETRY_SECONDS = 180;

  private final Flag<String> filter =
      flags.string("filter", "Filter expression that the agent applies.");
  private final Flag<String> key = flags.string("key", "Key to watch, for -type=key.");
  private final Flag<String> name = flags.string("name", "Event to watch, for -type=event.");
  private final Flag<String> passingOnly =
      flags.string(
          "passingonly",
          "Whether to watch healthy instances only, for -type=service: true or false.");
  private final Flag<String> prefix =
      flags.string("prefix", "Key prefix to watch, for -type=keyprefix.");
  private final Flag<String> service =
      flags.string("service", "Service to watch, for -type=service and -type=checks.");
  private final Flag<Boolean> shell = flags.bool("shell", true, "Run the handler through a shell.");
  private final Flag<String> state =
      flags.string("state", "Check state to watch, for -type=checks.");
  private final Flag<List<String>> tag =
      flags.strings(
          "tag", "Tag of the instances to watch, for -type=service; may be given several times.");
  private final Flag<String> type =
      flags.string(
          "type",
          "What to watch: key, keyprefix, services, nodes, service, checks, event, connect_roots, connect_leaf or agent_service.");

  WatchCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Watch for changes";
  }

  @Override
  String usage() {
    return "watch [options] [child...]";
  }

  @Override
  String details() {
    return "Prints the current result of a query. With a child, runs it for each change, with the result as JSON on\n"
        + "its standard input:\n\n    $ consul watch -type=key -key=app/color ./on-color.sh";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (type.value().isEmpty()) {
      terminal.err().print("Watch type must be specified\n\n");
      printHelp(terminal.err());
      return 1;
    }
    WatchQuery query = WatchQuery.of(type.value(), parameters());
    ApiClient agent = connect(terminal);
    telling("Error querying Consul agent", agent.get("/v1/agent/self")::run);
    return follow(terminal, agent, query, arguments);
  }

  private WatchQuery.Parameters parameters() throws Failure {
    Set<String> given = new TreeSet<>();
    for (Flag<?> flag : List.of(filter, key, name, passingOnly, prefix, service, state, tag)) {
      if (flag.given()) {
        given.add(flag.name());
      }
    }
    Optional<Boolean> passing =
        passingOnly.value().isEmpty() ? Optional.of(false) : GoText.bool(passingOnly.value());
    if (passing.isEmpty()) {
      throw new Failure("Failed to parse passingonly: " + passingOnly.value());
    }
    return new WatchQuery.Parameters(
        given,
        filter.value(),
        key.value(),
        name.value(),
        passing.get(),
        prefix.value(),
        service.value(),
        state.value(),
        tag.value());
  }

  private int follow(Terminal terminal, ApiClient agent, WatchQuery query, List<String> handler)
      throws Failure {
    Interrupts.exitCleanly(terminal);
    WatchQuery.Position position = WatchQuery.Position.START;
    long failures = 0;
    while (true) {
      try {
        WatchQuery.Result result = query.next(agent, position);
        failures = 0;
        if (!result.position().equals(position)) {
          if (handler.isEmpty()) {
            terminal.out().print(JsonWriter.indented(result.value(), "    ") + "\n");
            return 0;
          }
          handle(terminal, handler, result);
        }
        position = result.position().after(position);
      } catch (ApiError e) {
        if (handler.isEmpty()) {
          throw new Failure("Error querying Consul agent: " + e.text());
        }
        failures++;
        long wait = Math.min(MAX_RETRY_SECONDS, RETRY_SECONDS * failures * failures);
        terminal.err().print("[ERROR] consul.watch: " + e.text() + ", retrying in " + wait + "s\n");
        terminal.flush();
        pause(wait);
        position = WatchQuery.Position.START;
      }
    }
  }

  private static void pause(long seconds) throws Failure {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    }
  }

  private void handle(Terminal terminal, List<String> words, WatchQuery.Result result)
      throws Failure {
    Process child;
    try {
      child =
          ChildProcess.start(
              terminal,
              ChildProcess.commandLine(words, shell.value()),
              Map.of("CONSUL_INDEX", result.position().index()),
              Redirect.PIPE);
    } catch (Failure e) {
      terminal.err().print("Error executing handler: " + e.text() + "\n");
      terminal.flush();
      return;
    }
    try (OutputStream stdin = child.getOutputStream()) {
      stdin.write((JsonWriter.compact(result.value()) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A handler need not read what it is given; its exit status tells whether it failed.
      terminal.flush();
    }
    try {
      int status = child.waitFor();
      if (status != 0) {
        terminal.err().print("Error executing handler: exit status " + status + "\n");
        terminal.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    }
  }
}
