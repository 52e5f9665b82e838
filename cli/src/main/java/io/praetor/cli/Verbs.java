// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.ArrayList;
import java.util.List;

/// The table of all commands: their paths, and what makes each. A new command is one line in both; a test keeps them equal.
/// Objects are made one at a time, so that a start loads the classes of one command only.
final class Verbs {
  static final List<String> PATHS =
      List.of(
          "agent",
          "catalog",
          "catalog datacenters",
          "catalog nodes",
          "catalog services",
          "event",
          "force-leave",
          "info",
          "join",
          "keygen",
          "kv",
          "kv delete",
          "kv export",
          "kv get",
          "kv import",
          "kv put",
          "leave",
          "maint",
          "members",
          "monitor",
          "reload",
          "rtt",
          "version");

  private Verbs() {}

  /// A fresh command object.
  static Command command(String path) {
    return switch (path) {
      case "agent" -> new AgentCommand();
      case "catalog" -> new GroupCommand(path, "Query the catalog of nodes and services");
      case "catalog datacenters" -> new CatalogDatacentersCommand();
      case "catalog nodes" -> new CatalogNodesCommand();
      case "catalog services" -> new CatalogServicesCommand();
      case "event" -> new EventCommand();
      case "force-leave" -> new ForceLeaveCommand();
      case "info" -> new InfoCommand();
      case "join" -> new JoinCommand();
      case "keygen" -> new KeygenCommand();
      case "kv" -> new GroupCommand(path, "Read and write the KV store");
      case "kv delete" -> new KvDeleteCommand();
      case "kv export" -> new KvExportCommand();
      case "kv get" -> new KvGetCommand();
      case "kv import" -> new KvImportCommand();
      case "kv put" -> new KvPutCommand();
      case "leave" -> new LeaveCommand();
      case "maint" -> new MaintCommand();
      case "members" -> new MembersCommand();
      case "monitor" -> new MonitorCommand();
      case "reload" -> new ReloadCommand();
      case "rtt" -> new RttCommand();
      case "version" -> new VersionCommand();
      default -> throw new IllegalArgumentException(path);
    };
  }

  /// The longest path that the arguments start with, or an empty one.
  static String longestPath(List<String> arguments) {
    String path = "";
    for (String argument : arguments) {
      String longer = path.isEmpty() ? argument : path + " " + argument;
      if (!PATHS.contains(longer)) {
        break;
      }
      path = longer;
    }
    return path;
  }

  /// The names of the commands one level below a path, in order.
  static List<String> children(String path) {
    String start = path.isEmpty() ? "" : path + " ";
    List<String> names = new ArrayList<>();
    for (String candidate : PATHS) {
      if (candidate.startsWith(start) && candidate.indexOf(' ', start.length()) < 0) {
        names.add(candidate.substring(start.length()));
      }
    }
    return names;
  }
}
