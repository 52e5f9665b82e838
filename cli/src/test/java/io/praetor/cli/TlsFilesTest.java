// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsFilesTest {
  @ParameterizedTest
  @CsvSource({
    "dc1-server-consul, '', dc1-server-consul-0",
    "dc1-server-consul, dc1-server-consul-0.pem, dc1-server-consul-1",
    "dc1-server-consul, dc1-server-consul-0-key.pem, dc1-server-consul-1",
    "dc1-server-consul, dc1-server-consul-1.pem, dc1-server-consul-0",
    "dc1-cli-consul, dc1-server-consul-0.pem, dc1-cli-consul-0",
  })
  void takesTheFirstNumberWithNeitherFile(String start, String taken, String expected)
      throws Failure {
    assertEquals(expected, TlsFiles.firstFree(start, Set.of(taken)::contains));
  }

  @Test
  void givesUpAfterAHundred() {
    Failure failure = assertThrows(Failure.class, () -> TlsFiles.firstFree("x", name -> true));
    assertEquals("Could not find a filename that doesn't already exist", failure.text());
  }

  @ParameterizedTest
  @CsvSource({
    "server.dc1.corp, corp, true",
    "corp, corp, true",
    "xcorp, corp, false",
    "a.CORP, corp, true",
    "a.corp, .corp, true",
    "localhost, corp, false",
  })
  void aDomainHoldsWhatEndsInIt(String name, String domain, boolean held) {
    assertEquals(held, TlsCertCreateCommand.isIn(name, domain));
  }
}
