// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/// One agent in a container of its own. It can be killed, stopped, started again and cut off, which a container of
/// Testcontainers alone cannot: its published port changes when it starts again.
final class AgentContainer implements AutoCloseable {
  private static final int HTTP_PORT = 8500;
  private static final int STOP_SECONDS = 15;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  final String name;
  private final DockerClient docker;
  private final String network;
  private final GenericContainer<?> container;

  /// Where its HTTP API is published; null until it is asked for after a start.
  private volatile URI http;

  /// @param network id of the network
  /// @param address its fixed address there
  AgentContainer(
      DockerClient docker, String network, String name, String address, List<String> command) {
    this.docker = docker;
    this.network = network;
    this.name = name;
    this.container =
        new GenericContainer<>(Engine.image())
            .withExposedPorts(HTTP_PORT)
            .withLabels(Engine.labels())
            .withCommand(command.toArray(String[]::new))
            .withCreateContainerCmdModifier(
                create -> {
                  create.withHostName(name);
                  Objects.requireNonNull(create.getHostConfig()).withNetworkMode(network);
                  create.withIpv4Address(address).withAliases(name);
                })
            // What must be true of it, the tests await themselves.
            .waitingFor(
                new AbstractWaitStrategy() {
                  @Override
                  protected void waitUntilReady() {}
                });
  }

  AgentContainer with(String variable, String value) {
    container.withEnv(variable, value);
    return this;
  }

  void launch() {
    container.start();
    http = null;
  }

  /// As a power failure.
  void kill() {
    docker.killContainerCmd(container.getContainerId()).exec();
  }

  /// As `docker stop`.
  void stop() {
    docker.stopContainerCmd(container.getContainerId()).withTimeout(STOP_SECONDS).exec();
  }

  /// After [#kill] or [#stop]: the same container, with its data.
  void start() {
    docker.startContainerCmd(container.getContainerId()).exec();
    http = null;
  }

  /// Gives a container that does not run another address, which it has when it starts.
  void move(String address) {
    disconnect();
    connect(address);
  }

  void disconnect() {
    docker
        .disconnectFromNetworkCmd()
        .withContainerId(container.getContainerId())
        .withNetworkId(network)
        .withForce(true)
        .exec();
  }

  /// @param address a free one of the network
  void connect(String address) {
    docker
        .connectToNetworkCmd()
        .withContainerId(container.getContainerId())
        .withNetworkId(network)
        .withContainerNetwork(
            new ContainerNetwork()
                .withAliases(name)
                .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(address)))
        .exec();
    http = null;
  }

  /// Its address in the cluster's network now.
  String address() {
    return inspect().getNetworkSettings().getNetworks().values().stream()
        .map(ContainerNetwork::getIpAddress)
        .findFirst()
        .orElseThrow();
  }

  boolean isHealthy() {
    var health = inspect().getState().getHealth();
    return health != null && "healthy".equals(health.getStatus());
  }

  String logs() {
    return container.getLogs();
  }

  /// Runs a command in the container.
  ///
  /// @return its standard output
  String exec(String... command) throws Exception {
    ExecResult result = container.execInContainer(command);
    if (result.getExitCode() != 0) {
      throw new IOException(
          name
              + ": "
              + String.join(" ", command)
              + " ended with "
              + result.getExitCode()
              + ": "
              + result.getStdout()
              + result.getStderr());
    }
    return result.getStdout();
  }

  HttpResponse<String> send(String method, String path, String body, Duration limit)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(http().resolve(path))
            .timeout(limit)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// The body of an answer of 200.
  String get(String path) throws IOException, InterruptedException {
    return good(path, send("GET", path, "", Duration.ofSeconds(15)));
  }

  String put(String path, String body) throws IOException, InterruptedException {
    return good(path, send("PUT", path, body, Duration.ofSeconds(15)));
  }

  /// Every value of a text field in a JSON body, sorted.
  List<String> values(String path, String field) throws IOException, InterruptedException {
    return values(get(path), Pattern.compile("\"" + field + "\": ?\"([^\"]*)\""));
  }

  /// The addresses of the members of the configuration that Raft works with, sorted.
  List<String> peers() throws IOException, InterruptedException {
    return values(get("/v1/status/peers"), Pattern.compile("\"([^\":]+):\\d+\""));
  }

  /// The leader's address; fails while there is none.
  String leader() throws IOException, InterruptedException {
    return values(get("/v1/status/leader"), Pattern.compile("\"([^\":]+):\\d+\"")).getFirst();
  }

  private static List<String> values(String body, Pattern pattern) {
    return pattern
        .matcher(body)
        .results()
        .map((MatchResult match) -> match.group(1))
        .sorted()
        .toList();
  }

  private String good(String path, HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException(name + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private URI http() throws IOException {
    URI known = http;
    if (known != null) {
      return known;
    }
    Ports.Binding[] bindings =
        inspect().getNetworkSettings().getPorts().getBindings().get(ExposedPort.tcp(HTTP_PORT));
    if (bindings == null || bindings.length == 0) {
      throw new IOException(name + " has no published port");
    }
    known = URI.create("http://" + container.getHost() + ":" + bindings[0].getHostPortSpec() + "/");
    http = known;
    return known;
  }

  private InspectContainerResponse inspect() {
    return docker.inspectContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void close() {
    container.stop();
  }
}
