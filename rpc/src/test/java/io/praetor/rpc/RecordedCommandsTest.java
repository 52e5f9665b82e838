// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.catalog.FederationState;
import io.praetor.rpc.autopilot.AutopilotTable;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Msgpack;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Log entries that a real leader wrote, applied and written again.
class RecordedCommandsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String AUTOPILOT =
      "0984a3434153c2a6436f6e6669678ab2436c65616e75704465616453657276657273c3ab437265617465496e64657800b7"
          + "44697361626c65557067726164654d6967726174696f6ec2b44c617374436f6e746163745468726573686f6c64ce"
          + "0bebc200af4d6178547261696c696e674c6f6773ccfaa94d696e51756f72756d00ab4d6f64696679496e64657800"
          + "b1526564756e64616e63795a6f6e65546167a0b753657276657253746162696c697a6174696f6e54696d65cf0000"
          + "0002540be400b15570677261646556657273696f6e546167a0aa4461746163656e746572a0a5546f6b656ea0";
  private static final String FEDERATION_STATE =
      "1e84aa4461746163656e746572a0a24f70a6757073657274a5537461746586ab437265617465496e64657800aa44617461"
          + "63656e746572a3646331ac4d6573684761746577617973c0ab4d6f64696679496e64657800b25072696d6172794d"
          + "6f64696679496e64657800a9557064617465644174af010000000ee2931fa005cd70f3ffffa5546f6b656ea0";

  private final Store store = StateTables.newStore();

  @Test
  void autopilotSettings() {
    apply(AUTOPILOT, 9);
    var settings = AutopilotTable.settings(store.snapshot()).orElseThrow();
    assertEquals(9, settings.createIndex());
    assertEquals(250, settings.maxTrailingLogs());
    assertSame(Commands.AUTOPILOT, AUTOPILOT);
  }

  @Test
  void federationState() {
    apply(FEDERATION_STATE, 20);
    FederationState state = store.snapshot().scan(FederationState.TABLE).iterator().next();
    assertEquals(20, state.primaryModifyIndex());
    assertEquals(20, store.snapshot().index("federation-states"));
    assertSame(Commands.FEDERATION_STATE, FEDERATION_STATE);
  }

  private void apply(String hex, long index) {
    WriteTxn txn = store.begin(index);
    new CommandTable(Commands.ALL).apply(txn, index, HEX.parseHex(hex));
    txn.publish();
  }

  private static <C> void assertSame(Command<C> command, String hex) {
    C body = Msgpack.read(command.body(), HEX.parseHex(hex.substring(2)));
    assertEquals(hex, HEX.formatHex(CommandTable.encode(command, body)));
  }
}
