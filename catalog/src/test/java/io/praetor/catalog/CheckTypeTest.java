// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CheckTypeTest {
  private static CheckType read(String json) {
    return Json.read(
        CheckType.CODEC, json.getBytes(StandardCharsets.UTF_8), Decoder.Unknown.REFUSE);
  }

  @Test
  void anHttp2PingUsesTlsUnlessItSaysOtherwise() {
    assertEquals(true, read("{\"H2PING\":\"a:1\"}").h2pingUseTls());
    assertEquals(false, read("{\"H2PING\":\"a:1\",\"H2PingUseTLS\":false}").h2pingUseTls());
    assertEquals(CheckType.NONE, read("{}"));
  }
}
