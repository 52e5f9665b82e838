// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Joins whoever was in the pool before a restart, one after the other, until somebody answers.
final class Rejoin {
  private static final Logger LOG = LoggerFactory.getLogger("agent.serf");

  private final PoolDriver driver;
  private final String label;
  private final List<InetSocketAddress> addresses;

  private Rejoin(PoolDriver driver, String label, List<InetSocketAddress> addresses) {
    this.driver = driver;
    this.label = label;
    this.addresses = addresses;
  }

  /// @param known name and `ip:port` of members, as the snapshot has them
  static void begin(PoolDriver driver, PoolOptions options, Map<String, String> known) {
    List<InetSocketAddress> addresses =
        known.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(options.name()))
            .flatMap(entry -> address(entry.getValue()).stream())
            .toList();
    if (!addresses.isEmpty()) {
      LOG.info(
          "Attempting re-join to previously known nodes: pool={} count={}",
          options.label(),
          addresses.size());
      new Rejoin(driver, options.label(), addresses).from(0);
    }
  }

  private void from(int index) {
    if (index == addresses.size()) {
      LOG.warn("Failed to re-join any previously known node: pool={}", label);
      return;
    }
    driver
        .join(addresses.get(index), true)
        .whenComplete(
            (error, failure) -> {
              if (failure == null && error.isPresent()) {
                from(index + 1);
              } else if (failure == null) {
                LOG.info("Re-joined a previously known node: pool={}", label);
              }
            });
  }

  /// Literal addresses only: a file must not make us look up names.
  private static Optional<InetSocketAddress> address(String hostPort) {
    int colon = hostPort.lastIndexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    String host = hostPort.substring(0, colon).replaceAll("[\\[\\]]", "");
    try {
      boolean literal =
          host.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':');
      int port = Integer.parseInt(hostPort.substring(colon + 1));
      return literal && !host.isEmpty()
          ? Optional.of(new InetSocketAddress(host, port))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
