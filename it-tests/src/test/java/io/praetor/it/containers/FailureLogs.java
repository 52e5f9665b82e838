// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// Prints what the containers logged last when a test fails, since they are gone afterwards.
final class FailureLogs implements TestExecutionExceptionHandler {
  private static final int LINES = 40;
  private final Supplier<ContainerCluster> cluster;

  FailureLogs(Supplier<ContainerCluster> cluster) {
    this.cluster = cluster;
  }

  static void print(String what, ContainerCluster cluster) {
    for (AgentContainer agent : List.copyOf(cluster.all())) {
      List<String> lines = agent.logs().lines().toList();
      System.out.printf("---- %s failed; last of %s:%n", what, agent.name);
      lines.subList(Math.max(0, lines.size() - LINES), lines.size()).forEach(System.out::println);
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    print(context.getDisplayName(), cluster.get());
    throw failure;
  }
}
