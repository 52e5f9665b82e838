// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// `operator usage instances`: how many services, instances and nodes there are, in this datacenter or in all.
final class OperatorUsageInstancesCommand extends ClientCommand {
  private static final String GAP = "      ";

  private final Flag<Boolean> billable =
      flags.bool("billable", "Only billable service instances and nodes.");
  private final Flag<Boolean> connect = flags.bool("connect", "Only service mesh instances.");
  private final Flag<Boolean> allDatacenters =
      flags.bool("all-datacenters", "Count in all datacenters.");

  OperatorUsageInstancesCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Count services, instances and nodes";
  }

  @Override
  String usage() {
    return "operator usage instances [options]";
  }

  @Override
  String details() {
    return "Prints how many services, service instances and nodes there are.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    expectNoArguments(arguments);
    if (billable.value() && connect.value()) {
      throw new Failure("Cannot specify both -billable and -connect");
    }
    ApiClient agent = connect(terminal);
    ApiRequest request = agent.get("/v1/operator/usage");
    if (allDatacenters.value()) {
      request.query("global", "");
    }
    SortedMap<String, Json> usage =
        new TreeMap<>(
            asking("Error fetching usage information", request::fetch).at("Usage").fields());
    PrintStream out = terminal.out();
    if (!connect.value()) {
      out.print(instances(usage) + "\nNodes\n" + nodes(usage).text() + "\n");
    }
    if (!billable.value()) {
      out.print((connect.value() ? "" : "\n\n") + "Connect Services\n" + mesh(usage).text() + "\n");
    }
    return 0;
  }

  private String instances(SortedMap<String, Json> usage) {
    StringBuilder text = new StringBuilder();
    text.append("Billable Service Instances Total: ")
        .append(sum(usage, "BillableServiceInstances"))
        .append('\n');
    usage.forEach(
        (name, counts) ->
            text.append(
                name
                    + " Billable Service Instances: "
                    + counts.at("BillableServiceInstances").literal()
                    + "\n"));
    Columns table = new Columns(GAP);
    if (allDatacenters.value()) {
      table.row("Datacenter", "Services", "Service instances");
    } else {
      table.row("Services", "Service instances");
    }
    for (Map.Entry<String, Json> entry : usage.entrySet()) {
      String services = entry.getValue().at("Services").literal();
      String billed = entry.getValue().at("BillableServiceInstances").literal();
      if (allDatacenters.value()) {
        table.row(entry.getKey(), services, billed);
      } else {
        table.row(services, billed);
      }
    }
    if (allDatacenters.value()) {
      table.row("", "", "");
      table.row("Total", sum(usage, "Services"), sum(usage, "BillableServiceInstances"));
    }
    return text + "\nBillable Services\n" + table.text() + "\n\n";
  }

  private static Columns nodes(SortedMap<String, Json> usage) {
    Columns table = new Columns(GAP).row("Datacenter", "Count");
    usage.forEach((name, counts) -> table.row(name, counts.at("Nodes").literal()));
    return table.row("", "").row("Total", sum(usage, "Nodes"));
  }

  private Columns mesh(SortedMap<String, Json> usage) {
    Columns table = new Columns(GAP);
    if (allDatacenters.value()) {
      table.row("Datacenter", "Type", "Service instances");
    } else {
      table.row("Type", "Service instances");
    }
    long total = 0;
    for (Map.Entry<String, Json> entry : usage.entrySet()) {
      for (Map.Entry<String, Json> kind :
          new TreeMap<>(entry.getValue().at("ConnectServiceInstances").fields()).entrySet()) {
        total += kind.getValue().number();
        if (allDatacenters.value()) {
          table.row(entry.getKey(), kind.getKey(), kind.getValue().literal());
        } else {
          table.row(kind.getKey(), kind.getValue().literal());
        }
      }
    }
    if (allDatacenters.value()) {
      table.row("", "", "").row("Total", "", Long.toString(total));
    }
    return table;
  }

  private static String sum(SortedMap<String, Json> usage, String field) {
    return Long.toString(
        usage.values().stream().mapToLong(counts -> counts.at(field).number()).sum());
  }
}
