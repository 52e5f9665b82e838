// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.util.List;
import java.util.TreeMap;

/// `peering read`: one peering with its state and what it carries.
final class PeeringReadCommand extends ClientCommand {
  private final Flag<String> format =
      flags.string("format", "pretty", "Output format: pretty or json.");
  private final Flag<String> name = flags.string("name", "Name of the peering.");

  PeeringReadCommand() {
    super(Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Show a peering";
  }

  @Override
  String usage() {
    return "peering read [options] -name <peer name>";
  }

  @Override
  String details() {
    return "Shows one peering.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    Peerings.requireName(name);
    boolean json = Peerings.json(format);
    Json peering = Peerings.read(connect(terminal), name.value());
    terminal.out().print(json ? JsonWriter.indented(peering, "    ") + "\n" : pretty(peering));
    return 0;
  }

  private static String pretty(Json peering) {
    StringBuilder text = new StringBuilder();
    text.append("Name:         ").append(peering.text("Name"));
    text.append("\nID:           ").append(peering.text("ID"));
    text.append("\nState:        ").append(peering.text("State")).append('\n');
    if (!peering.at("Meta").fields().isEmpty()) {
      text.append("Meta:\n");
      new TreeMap<>(peering.at("Meta").fields())
          .forEach(
              (key, value) ->
                  text.append("    ").append(key).append('=').append(value.text()).append('\n'));
    }
    text.append("\nPeer ID:               ").append(peering.text("PeerID"));
    text.append("\nPeer Server Name:      ").append(peering.text("PeerServerName"));
    text.append("\nPeer CA Pems:          ")
        .append(peering.at("PeerCAPems").items().size())
        .append('\n');
    for (String address : peering.at("PeerServerAddresses").texts()) {
      text.append("Peer Server Address:   ").append(address).append('\n');
    }
    text.append("\nImported Services: ").append(Peerings.count(peering, "ImportedServices"));
    text.append("\nExported Services: ").append(Peerings.count(peering, "ExportedServices"));
    Json stream = peering.at("StreamStatus");
    text.append("\n\nLast Heartbeat:    ").append(time(stream.text("LastHeartbeat")));
    text.append("\nLast Send:         ").append(time(stream.text("LastSend")));
    text.append("\nLast Receive:      ").append(time(stream.text("LastReceive")));
    text.append("\n\nCreate Index: ").append(peering.at("CreateIndex").literal());
    text.append("\nModify Index: ").append(peering.at("ModifyIndex").literal());
    return text.append("\n\n").toString();
  }

  private static String time(String text) {
    return text.isEmpty() || text.startsWith("0001-") ? "<nil>" : GoTimes.plain(text);
  }
}
