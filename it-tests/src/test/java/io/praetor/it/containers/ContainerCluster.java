// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Servers and clients in a network of their own, each with a fixed address: server-1 at .11, server-2 at .12 and so on,
/// client-1 at .101 and so on.
final class ContainerCluster implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final int SERVERS_FROM = 10;
  private static final int CLIENTS_FROM = 100;
  private static final int SUBNETS = 200;

  /// Elections within a few seconds on a machine of two cores, a new server that may vote after a second, and a
  /// leaving one that waits a second rather than five.
  private static final String SETTINGS =
      "{\"performance\":{\"raft_multiplier\":2,\"leave_drain_time\":\"1s\"},\"autopilot\":{\"server_stabilization_time\":\"1s\"}}";

  final DockerClient docker;
  final String network;
  private final String prefix;
  private final Map<String, AgentContainer> agents = new LinkedHashMap<>();

  private ContainerCluster(DockerClient docker, String network, String prefix) {
    this.docker = docker;
    this.network = network;
    this.prefix = prefix;
  }

  /// An empty network. Skips the test where there is no engine.
  static ContainerCluster create() throws Exception {
    DockerClient docker = Engine.require();
    for (int i = 0; ; i++) {
      // Fixed addresses need a subnet of ours; one that another network has is refused.
      String prefix = "10.213." + (ProcessHandle.current().pid() + i) % SUBNETS + ".";
      try {
        String id =
            docker
                .createNetworkCmd()
                .withName("praetor-it-" + prefix + System.nanoTime())
                .withLabels(Engine.labels())
                .withIpam(
                    new Network.Ipam()
                        .withConfig(
                            new Network.Ipam.Config()
                                .withSubnet(prefix + "0/24")
                                .withIpRange(prefix + "128/25")))
                .exec()
                .getId();
        return new ContainerCluster(docker, id, prefix);
      } catch (DockerException taken) {
        if (i == SUBNETS || !String.valueOf(taken.getMessage()).contains("overlap")) {
          throw taken;
        }
      }
    }
  }

  String addressOfServer(int number) {
    return prefix + (SERVERS_FROM + number);
  }

  String addressOfClient(int number) {
    return prefix + (CLIENTS_FROM + number);
  }

  /// @param expect how many servers make a new cluster; 0 for one that joins a cluster that is there
  /// @param join names of agents to join
  AgentContainer server(int number, int expect, List<String> join) {
    return server(number, addressOfServer(number), expect, join);
  }

  /// @param address where it is in the network
  AgentContainer server(int number, String address, int expect, List<String> join) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("agent", "-server", "-node=server-" + number, "-client=0.0.0.0"));
    if (expect > 0) {
      command.add("-bootstrap-expect=" + expect);
    }
    return add("server-" + number, address, command, join).with("CONSUL_LOCAL_CONFIG", SETTINGS);
  }

  AgentContainer client(int number, List<String> join, String... more) {
    return client(number, number, join, more);
  }

  /// @param place the number by which it gets its address
  AgentContainer client(int number, int place, List<String> join, String... more) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("agent", "-node=client-" + number, "-client=0.0.0.0"));
    command.addAll(List.of(more));
    return add("client-" + number, addressOfClient(place), command, join);
  }

  private AgentContainer add(String name, String address, List<String> command, List<String> join) {
    command.add("-retry-interval=1s");
    join.stream()
        .filter(other -> !other.equals(name))
        .forEach(o -> command.add("-retry-join=" + o));
    AgentContainer agent = new AgentContainer(docker, network, name, address, command);
    agents.put(name, agent);
    return agent;
  }

  AgentContainer get(String name) {
    return agents.get(name);
  }

  Collection<AgentContainer> all() {
    return agents.values();
  }

  /// Removes a container with its data.
  void remove(String name) {
    agents.remove(name).close();
  }

  /// The containers of those agents, at the same time.
  static void together(Collection<AgentContainer> some, AgentAction action) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (AgentContainer agent : some) {
        done.add(
            threads.submit(
                () -> {
                  action.on(agent);
                  return null;
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    }
  }

  /// What is done to an agent.
  interface AgentAction {
    void on(AgentContainer agent) throws Exception;
  }

  /// The server that leads, by what one agent says of it.
  static AgentContainer leader(Collection<AgentContainer> servers, AgentContainer asked)
      throws Exception {
    return Await.value(
        "a leader, by " + asked.name,
        SOON,
        () -> {
          String address = asked.leader();
          for (AgentContainer server : servers) {
            if (server.address().equals(address)) {
              return server;
            }
          }
          return null;
        });
  }

  /// Waits until all of them have the same leader and peers, all are voters, and autopilot finds all healthy.
  static void awaitHealthy(Collection<AgentContainer> servers) throws Exception {
    List<String> addresses = servers.stream().map(AgentContainer::address).sorted().toList();
    int tolerance = (servers.size() - 1) / 2;
    for (AgentContainer server : servers) {
      Await.until(
          server.name + " sees " + addresses + " with a tolerance of " + tolerance,
          LONG,
          () ->
              server.peers().equals(addresses)
                  && addresses.contains(server.leader())
                  && server
                      .get("/v1/operator/autopilot/health")
                      .replace(" ", "")
                      .contains("\"FailureTolerance\":" + tolerance));
    }
  }

  @Override
  public void close() throws Exception {
    together(agents.values(), AgentContainer::close);
    docker.removeNetworkCmd(network).exec();
  }
}
