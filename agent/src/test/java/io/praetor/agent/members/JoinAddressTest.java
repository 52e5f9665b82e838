// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinAddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, 8301",
    "127.0.0.1:9000, 127.0.0.1, 9000",
    "one.dc1/127.0.0.1:9000, 127.0.0.1, 9000",
    "::1, ::1, 8301",
    "[::1], ::1, 8301",
    "[::1]:9000, ::1, 9000"
  })
  void forms(String address, String host, int port) throws UnknownHostException {
    assertEquals(List.of(new InetSocketAddress(host, port)), JoinAddress.resolve(address, 8301));
  }

  @Test
  void portsMustBePorts() {
    assertThrows(UnknownHostException.class, () -> JoinAddress.resolve("127.0.0.1:x", 8301));
    assertThrows(UnknownHostException.class, () -> JoinAddress.resolve("127.0.0.1:70000", 8301));
  }
}
