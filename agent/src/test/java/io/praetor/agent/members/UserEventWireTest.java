// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.http.agent.UserEvent;
import io.praetor.wire.Bytes;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Against events that Consul 1.22.5 gossiped.
class UserEventWireTest {
  private static final String FILTERED =
      "85a24944d92434343165666365362d383337332d313634302d363763372d656262343161626430643832"
          + "a16ea66465706c6f79a26e66a22e2aa170c4077061796c6f6164a17601";
  private static final String PLAIN =
      "84a24944d92434373465666436652d353463622d306162622d396261362d623963353765376130326335"
          + "a16ea568656c6c6fa170c403706179a17601";

  @Test
  void captured() {
    UserEvent filtered =
        new UserEvent(
            "441efce6-8373-1640-67c7-ebb41abd0d82",
            "deploy",
            Bytes.utf8("payload"),
            ".*",
            "",
            "",
            1,
            7);
    assertEquals(FILTERED, hex(UserEventWire.encode(filtered)));
    assertEquals(Optional.of(filtered), UserEventWire.decode(unhex(FILTERED), 7));
    UserEvent plain = UserEventWire.decode(unhex(PLAIN), 4).orElseThrow();
    assertEquals("hello", plain.name());
    assertEquals(PLAIN, hex(UserEventWire.encode(plain)));
  }

  @Test
  void rubbishIsNoEvent() {
    assertEquals(Optional.empty(), UserEventWire.decode(Bytes.utf8("rubbish"), 1));
  }

  private static Bytes unhex(String text) {
    return Bytes.wrap(HexFormat.of().parseHex(text));
  }

  private static String hex(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.shared());
  }
}
