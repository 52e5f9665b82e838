// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// Three servers and two client agents in containers, started once for all classes that register this, since that takes
/// longer than most tests. Every test begins with a whole cluster and may end with a broken one.
final class ThreeServers
    implements BeforeAllCallback, BeforeEachCallback, TestExecutionExceptionHandler {
  private static final List<String> NAMES = List.of("server-1", "server-2", "server-3");

  /// How long one try of [#write] may take.
  private static final Duration TRY = Duration.ofSeconds(2);

  private Running running;

  /// What all classes share; closed when all tests have run.
  private record Running(
      ContainerCluster cluster, List<AgentContainer> servers, List<AgentContainer> clients)
      implements AutoCloseable {
    @Override
    public void close() throws Exception {
      cluster.close();
    }
  }

  ContainerCluster cluster() {
    return running.cluster();
  }

  /// In the order of their numbers; a test that makes one anew puts it in its place.
  List<AgentContainer> servers() {
    return running.servers();
  }

  List<AgentContainer> clients() {
    return running.clients();
  }

  List<String> names() {
    return NAMES;
  }

  AgentContainer leader() throws Exception {
    return ContainerCluster.leader(servers(), clients().getFirst());
  }

  List<AgentContainer> serversBut(AgentContainer one) {
    return servers().stream().filter(server -> server != one).toList();
  }

  /// Waits until a write is accepted.
  static void write(AgentContainer agent, String key) throws Exception {
    Await.until(
        "a write through " + agent.name,
        ContainerCluster.SOON,
        () -> {
          HttpResponse<String> answer = agent.send("PUT", "/v1/kv/" + key, key, TRY);
          return answer.statusCode() == 200 && answer.body().strip().equals("true");
        });
  }

  /// Tells a person how long something took.
  static void report(String what, long beganNanos) {
    System.out.printf("%s: %d ms%n", what, (System.nanoTime() - beganNanos) / 1_000_000);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    ExtensionContext.Store store =
        context.getRoot().getStore(ExtensionContext.Namespace.create(ThreeServers.class));
    running = store.get(Running.class, Running.class);
    if (running == null) {
      running = start();
      store.put(Running.class, running);
    }
  }

  private static Running start() throws Exception {
    ContainerCluster cluster = ContainerCluster.create();
    List<AgentContainer> servers = new ArrayList<>();
    for (int number = 1; number <= NAMES.size(); number++) {
      servers.add(cluster.server(number, NAMES.size(), NAMES));
    }
    List<AgentContainer> clients = new ArrayList<>();
    clients.add(
        cluster.client(1, NAMES, "-dns-port=53").with("CONSUL_ALLOW_PRIVILEGED_PORTS", "yes"));
    clients.add(cluster.client(2, NAMES));
    Running running = new Running(cluster, servers, clients);
    try {
      long began = System.nanoTime();
      ContainerCluster.together(cluster.all(), AgentContainer::launch);
      ContainerCluster.awaitHealthy(servers);
      report("three servers and two clients from nothing to healthy", began);
      return running;
    } catch (Exception | Error e) {
      FailureLogs.print("start", cluster);
      running.close();
      throw e;
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    ContainerCluster.awaitHealthy(servers());
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    FailureLogs.print(context.getDisplayName(), cluster());
    throw failure;
  }
}
