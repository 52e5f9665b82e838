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
          "exec",
          "force-leave",
          "info",
          "join",
          "keygen",
          "keyring",
          "kv",
          "kv delete",
          "kv export",
          "kv get",
          "kv import",
          "kv put",
          "leave",
          "lock",
          "maint",
          "members",
          "monitor",
          "operator",
          "operator autopilot",
          "operator autopilot get-config",
          "operator autopilot set-config",
          "operator autopilot state",
          "operator raft",
          "operator raft list-peers",
          "operator raft remove-peer",
          "operator raft transfer-leader",
          "operator usage",
          "operator usage instances",
          "operator utilization",
          "reload",
          "rtt",
          "services",
          "services export",
          "services exported-services",
          "services imported-services",
          "snapshot",
          "snapshot decode",
          "snapshot inspect",
          "snapshot restore",
          "snapshot save",
          "version",
          "watch");

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
      case "exec" -> new ExecCommand();
      case "force-leave" -> new ForceLeaveCommand();
      case "info" -> new InfoCommand();
      case "join" -> new JoinCommand();
      case "keygen" -> new KeygenCommand();
      case "keyring" -> new KeyringCommand();
      case "kv" -> new GroupCommand(path, "Read and write the KV store");
      case "kv delete" -> new KvDeleteCommand();
      case "kv export" -> new KvExportCommand();
      case "kv get" -> new KvGetCommand();
      case "kv import" -> new KvImportCommand();
      case "kv put" -> new KvPutCommand();
      case "leave" -> new LeaveCommand();
      case "lock" -> new LockCommand();
      case "maint" -> new MaintCommand();
      case "members" -> new MembersCommand();
      case "monitor" -> new MonitorCommand();
      case "operator" -> new GroupCommand(path, "Tools for the operators of a cluster");
      case "operator autopilot" -> new GroupCommand(path, "Watch over the set of servers");
      case "operator autopilot get-config" -> new OperatorAutopilotGetConfigCommand();
      case "operator autopilot set-config" -> new OperatorAutopilotSetConfigCommand();
      case "operator autopilot state" -> new OperatorAutopilotStateCommand();
      case "operator raft" -> new GroupCommand(path, "Look at and change the Raft configuration");
      case "operator raft list-peers" -> new OperatorRaftListPeersCommand();
      case "operator raft remove-peer" -> new OperatorRaftRemovePeerCommand();
      case "operator raft transfer-leader" -> new OperatorRaftTransferLeaderCommand();
      case "operator usage" -> new GroupCommand(path, "Count what a cluster holds");
      case "operator usage instances" -> new OperatorUsageInstancesCommand();
      case "operator utilization" -> new OperatorUtilizationCommand();
      case "reload" -> new ReloadCommand();
      case "rtt" -> new RttCommand();
      case "services" -> new GroupCommand(path, "Register services and list exported ones");
      case "services export" -> new ServicesExportCommand();
      case "services exported-services" -> new ServicesExportedCommand();
      case "services imported-services" -> new ServicesImportedCommand();
      case "snapshot" -> new GroupCommand(path, "Save and restore the state of the servers");
      case "snapshot decode" -> new SnapshotDecodeCommand();
      case "snapshot inspect" -> new SnapshotInspectCommand();
      case "snapshot restore" -> new SnapshotRestoreCommand();
      case "snapshot save" -> new SnapshotSaveCommand();
      case "version" -> new VersionCommand();
      case "watch" -> new WatchCommand();
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
