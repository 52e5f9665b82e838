// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/// The Docker engine of this machine, and the product's image in it.
///
/// Testcontainers' own cleaner is an image of a registry, which may be out of reach. So every container and network carries
/// the number of the process that made it, and what a dead process has left is removed by the next one.
final class Engine {
  private static final String LABEL = "io.praetor.it.process";

  /// An image to test instead of one that is built here.
  private static final String GIVEN = System.getenv("PRAETOR_IMAGE");

  private static final String IMAGE = Objects.requireNonNullElse(GIVEN, "praetor:it");
  private static final long BUILD_MINUTES = 10;
  private static final String RULER = "=".repeat(100);

  private static boolean built;

  private Engine() {}

  /// The client of the engine; the image is built and current, unless PRAETOR_IMAGE names one, and what earlier runs left is gone. Without an engine the
  /// test that calls is skipped, and says so; where the environment says PRAETOR_NEED_DOCKER=true it fails.
  static synchronized DockerClient require() throws Exception {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      String message =
          "NO DOCKER ENGINE ANSWERS: the tests of clusters in containers DID NOT RUN."
              + " docker/engine installs and starts one (Debian, root).";
      if (Boolean.parseBoolean(System.getenv("PRAETOR_NEED_DOCKER"))) {
        Assertions.fail(message);
      }
      System.out.printf("%s%n%s%n%s%n", RULER, message, RULER);
      Assumptions.abort(message);
    }
    DockerClient client = DockerClientFactory.instance().client();
    if (!built) {
      removeOrphans(client);
      if (GIVEN == null) {
        build();
      }
      built = true;
    }
    return client;
  }

  static String image() {
    return IMAGE;
  }

  static Map<String, String> labels() {
    return Map.of(LABEL, Long.toString(ProcessHandle.current().pid()));
  }

  private static void build() throws IOException, InterruptedException {
    long began = System.nanoTime();
    Path script = Path.of(System.getProperty("praetor.docker.build"));
    Process build =
        new ProcessBuilder(script.toString(), "--tag", IMAGE).redirectErrorStream(true).start();
    String output = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!build.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || build.exitValue() != 0) {
      build.destroyForcibly();
      throw new AssertionError(script + " failed:\n" + output);
    }
    System.out.printf(
        "%s, built in %.0f s%n",
        output.lines().toList().getLast(), (System.nanoTime() - began) / 1e9);
  }

  private static void removeOrphans(DockerClient client) {
    for (Container container :
        client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(LABEL)).exec()) {
      if (isOrphan(container.getLabels())) {
        client.removeContainerCmd(container.getId()).withForce(true).withRemoveVolumes(true).exec();
      }
    }
    for (Network network : client.listNetworksCmd().withFilter("label", List.of(LABEL)).exec()) {
      if (isOrphan(network.getLabels())) {
        client.removeNetworkCmd(network.getId()).exec();
      }
    }
  }

  private static boolean isOrphan(Map<String, String> labels) {
    return ProcessHandle.of(Long.parseLong(labels.get(LABEL))).isEmpty();
  }
}
