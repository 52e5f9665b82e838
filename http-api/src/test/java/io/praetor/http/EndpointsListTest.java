// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The list of endpoints is a contract, so it is checked in and a change of it shows in the diff.
/// `-Dgolden=write` writes it anew.
class EndpointsListTest {
  private static final Path FILE = Path.of("endpoints.txt");

  @Test
  void theListOfEndpointsIsTheOneThatIsCheckedIn() throws IOException {
    String now = String.join("\n", HttpApi.describeEndpoints()) + "\n";
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(FILE, now);
    }
    assertEquals(Files.readString(FILE), now);
  }
}
