// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.catalog.entries.ExportedServices.Consumer;
import io.praetor.catalog.entries.ExportedServices.Service;
import io.praetor.http.ExportedEndpoints.Exported;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The same entry against Consul 1.22.5 gave these answers.
class ExportedEndpointsTest {
  private static Service service(String name, String... peers) {
    return new Service(name, "", Stream.of(peers).map(peer -> new Consumer("", peer, "")).toList());
  }

  @Test
  void peersAreMergedAndInOrder() {
    assertEquals(
        List.of(
            new Exported("ghost", List.of("west")),
            new Exported("n1", List.of("east")),
            new Exported("w1", List.of("abc", "east", "west"))),
        ExportedEndpoints.resolved(
            List.of(
                service("*", "east"),
                service("w1", "west", "east", "abc"),
                service("ghost", "west")),
            List.of("n1", "w1")));
  }

  @Test
  void partitionsAreNoPeers() {
    assertEquals(
        List.of(),
        ExportedEndpoints.resolved(
            List.of(
                new Service("a", "", List.of(new Consumer("p", "", ""))),
                new Service("b", "", null)),
            List.of()));
  }
}
