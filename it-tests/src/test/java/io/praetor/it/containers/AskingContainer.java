// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import java.util.List;
import java.util.Objects;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/// A container that is no agent and asks an agent for names, as applications do.
final class AskingContainer implements AutoCloseable {
  private final GenericContainer<?> container;

  /// @param network id
  /// @param dns address of the agent, which must serve DNS on port 53
  AskingContainer(String network, String dns) {
    container =
        new GenericContainer<>(Engine.image())
            .withLabels(Engine.labels())
            .withCreateContainerCmdModifier(
                create -> {
                  create.withEntrypoint("sleep", "infinity").withCmd(List.of());
                  Objects.requireNonNull(create.getHostConfig())
                      .withNetworkMode(network)
                      .withDns(dns)
                      .withInit(true);
                })
            .waitingFor(
                new AbstractWaitStrategy() {
                  @Override
                  protected void waitUntilReady() {}
                });
    container.start();
  }

  /// What the C library of an application would get.
  String addressOf(String name) throws Exception {
    ExecResult result = container.execInContainer("getent", "ahostsv4", name);
    return result.getStdout().split("\\s", 2)[0];
  }

  @Override
  public void close() {
    container.stop();
  }
}
