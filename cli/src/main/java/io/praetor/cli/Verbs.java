// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.ArrayList;
import java.util.List;

/// The table of all commands: their paths, and what makes each. A new command is one line in both; a test keeps them equal.
/// Objects are made one at a time, so that a start loads the classes of one command only.
final class Verbs {
  static final List<String> PATHS =
      List.of(
          "acl",
          "acl auth-method",
          "acl auth-method create",
          "acl auth-method delete",
          "acl auth-method list",
          "acl auth-method read",
          "acl auth-method update",
          "acl binding-rule",
          "acl binding-rule create",
          "acl binding-rule delete",
          "acl binding-rule list",
          "acl binding-rule read",
          "acl binding-rule update",
          "acl bootstrap",
          "acl policy",
          "acl policy create",
          "acl policy delete",
          "acl policy list",
          "acl policy read",
          "acl policy update",
          "acl role",
          "acl role create",
          "acl role delete",
          "acl role list",
          "acl role read",
          "acl role update",
          "acl set-agent-token",
          "acl templated-policy",
          "acl templated-policy list",
          "acl templated-policy preview",
          "acl templated-policy read",
          "acl token",
          "acl token clone",
          "acl token create",
          "acl token delete",
          "acl token list",
          "acl token read",
          "acl token update",
          "agent",
          "catalog",
          "catalog datacenters",
          "catalog nodes",
          "catalog services",
          "config",
          "config delete",
          "config list",
          "config read",
          "config write",
          "connect",
          "connect ca",
          "connect ca get-config",
          "connect ca set-config",
          "connect envoy",
          "connect envoy pipe-bootstrap",
          "connect expose",
          "connect proxy",
          "connect redirect-traffic",
          "debug",
          "event",
          "exec",
          "force-leave",
          "info",
          "intention",
          "intention check",
          "intention create",
          "intention delete",
          "intention get",
          "intention list",
          "intention match",
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
          "login",
          "logout",
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
          "peering",
          "peering delete",
          "peering establish",
          "peering exported-services",
          "peering generate-token",
          "peering list",
          "peering read",
          "reload",
          "resource",
          "resource apply",
          "resource apply-grpc",
          "resource delete",
          "resource delete-grpc",
          "resource list",
          "resource list-grpc",
          "resource read",
          "resource read-grpc",
          "rtt",
          "services",
          "services deregister",
          "services export",
          "services exported-services",
          "services imported-services",
          "services register",
          "snapshot",
          "snapshot decode",
          "snapshot inspect",
          "snapshot restore",
          "snapshot save",
          "tls",
          "tls ca",
          "tls ca create",
          "tls cert",
          "tls cert create",
          "tls from-secret",
          "troubleshoot",
          "troubleshoot ports",
          "troubleshoot proxy",
          "troubleshoot upstreams",
          "validate",
          "version",
          "watch");

  private Verbs() {}

  /// A fresh command object.
  static Command command(String path) {
    return switch (path) {
      case "acl" -> new GroupCommand(path, "Control access with tokens, policies and roles");
      case "acl auth-method" -> new GroupCommand(path, "Manage the ways to log in");
      case "acl auth-method create" -> new AclAuthMethodCreateCommand();
      case "acl auth-method delete" -> new AclAuthMethodDeleteCommand();
      case "acl auth-method list" -> new AclAuthMethodListCommand();
      case "acl auth-method read" -> new AclAuthMethodReadCommand();
      case "acl auth-method update" -> new AclAuthMethodUpdateCommand();
      case "acl binding-rule" -> new GroupCommand(path, "Manage what logins are bound to");
      case "acl binding-rule create" -> new AclBindingRuleCreateCommand();
      case "acl binding-rule delete" -> new AclBindingRuleDeleteCommand();
      case "acl binding-rule list" -> new AclBindingRuleListCommand();
      case "acl binding-rule read" -> new AclBindingRuleReadCommand();
      case "acl binding-rule update" -> new AclBindingRuleUpdateCommand();
      case "acl bootstrap" -> new AclBootstrapCommand();
      case "acl policy" -> new GroupCommand(path, "Manage policies");
      case "acl policy create" -> new AclPolicyCreateCommand();
      case "acl policy delete" -> new AclPolicyDeleteCommand();
      case "acl policy list" -> new AclPolicyListCommand();
      case "acl policy read" -> new AclPolicyReadCommand();
      case "acl policy update" -> new AclPolicyUpdateCommand();
      case "acl role" -> new GroupCommand(path, "Manage roles");
      case "acl role create" -> new AclRoleCreateCommand();
      case "acl role delete" -> new AclRoleDeleteCommand();
      case "acl role list" -> new AclRoleListCommand();
      case "acl role read" -> new AclRoleReadCommand();
      case "acl role update" -> new AclRoleUpdateCommand();
      case "acl set-agent-token" -> new AclSetAgentTokenCommand();
      case "acl templated-policy" ->
          new GroupCommand(path, "Show the built-in templates for policies");
      case "acl templated-policy list" -> new AclTemplatedPolicyListCommand();
      case "acl templated-policy preview" -> new AclTemplatedPolicyPreviewCommand();
      case "acl templated-policy read" -> new AclTemplatedPolicyReadCommand();
      case "acl token" -> new GroupCommand(path, "Manage tokens");
      case "acl token clone" -> new AclTokenCloneCommand();
      case "acl token create" -> new AclTokenCreateCommand();
      case "acl token delete" -> new AclTokenDeleteCommand();
      case "acl token list" -> new AclTokenListCommand();
      case "acl token read" -> new AclTokenReadCommand();
      case "acl token update" -> new AclTokenUpdateCommand();
      case "agent" -> new AgentCommand();
      case "catalog" -> new GroupCommand(path, "Query the catalog of nodes and services");
      case "catalog datacenters" -> new CatalogDatacentersCommand();
      case "catalog nodes" -> new CatalogNodesCommand();
      case "catalog services" -> new CatalogServicesCommand();
      case "config" -> new GroupCommand(path, "Read and write config entries");
      case "config delete" -> new ConfigDeleteCommand();
      case "config list" -> new ConfigListCommand();
      case "config read" -> new ConfigReadCommand();
      case "config write" -> new ConfigWriteCommand();
      case "connect" -> new GroupCommand(path, "Look after the service mesh");
      case "connect ca" -> new GroupCommand(path, "Look after the mesh's certificate authority");
      case "connect ca get-config" -> new ConnectCaGetConfigCommand();
      case "connect ca set-config" -> new ConnectCaSetConfigCommand();
      case "connect envoy" -> new ConnectEnvoyCommand();
      case "connect envoy pipe-bootstrap" -> new ConnectPipeBootstrapCommand();
      case "connect expose" -> new ConnectExposeCommand();
      case "connect proxy" -> new ConnectProxyCommand();
      case "connect redirect-traffic" -> new ConnectRedirectTrafficCommand();
      case "debug" -> new DebugCommand();
      case "event" -> new EventCommand();
      case "exec" -> new ExecCommand();
      case "force-leave" -> new ForceLeaveCommand();
      case "info" -> new InfoCommand();
      case "intention" -> new GroupCommand(path, "Allow and deny connections between services");
      case "intention check" -> new IntentionCheckCommand();
      case "intention create" -> new IntentionCreateCommand();
      case "intention delete" -> new IntentionDeleteCommand();
      case "intention get" -> new IntentionGetCommand();
      case "intention list" -> new IntentionListCommand();
      case "intention match" -> new IntentionMatchCommand();
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
      case "login" -> new LoginCommand();
      case "logout" -> new LogoutCommand();
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
      case "peering" -> new GroupCommand(path, "Connect clusters with each other");
      case "peering delete" -> new PeeringDeleteCommand();
      case "peering establish" -> new PeeringEstablishCommand();
      case "peering exported-services" -> new PeeringExportedServicesCommand();
      case "peering generate-token" -> new PeeringGenerateTokenCommand();
      case "peering list" -> new PeeringListCommand();
      case "peering read" -> new PeeringReadCommand();
      case "reload" -> new ReloadCommand();
      case "resource" -> new GroupCommand(path, "Use Consul's experimental resources");
      case "resource apply" -> new ResourceApplyCommand();
      case "resource apply-grpc" -> new ResourceGrpcCommand(ResourceGrpcCommand.Verb.APPLY);
      case "resource delete" -> new ResourceCommand(ResourceCommand.Verb.DELETE);
      case "resource delete-grpc" -> new ResourceGrpcCommand(ResourceGrpcCommand.Verb.DELETE);
      case "resource list" -> new ResourceCommand(ResourceCommand.Verb.LIST);
      case "resource list-grpc" -> new ResourceGrpcCommand(ResourceGrpcCommand.Verb.LIST);
      case "resource read" -> new ResourceCommand(ResourceCommand.Verb.READ);
      case "resource read-grpc" -> new ResourceGrpcCommand(ResourceGrpcCommand.Verb.READ);
      case "rtt" -> new RttCommand();
      case "services" -> new GroupCommand(path, "Register services and list exported ones");
      case "services deregister" -> new ServicesDeregisterCommand();
      case "services export" -> new ServicesExportCommand();
      case "services exported-services" -> new ServicesExportedCommand();
      case "services imported-services" -> new ServicesImportedCommand();
      case "services register" -> new ServicesRegisterCommand();
      case "snapshot" -> new GroupCommand(path, "Save and restore the state of the servers");
      case "snapshot decode" -> new SnapshotDecodeCommand();
      case "snapshot inspect" -> new SnapshotInspectCommand();
      case "snapshot restore" -> new SnapshotRestoreCommand();
      case "snapshot save" -> new SnapshotSaveCommand();
      case "tls" -> new GroupCommand(path, "Make certificates for the agents' own TLS");
      case "tls ca" -> new GroupCommand(path, "Make certificate authorities");
      case "tls ca create" -> new TlsCaCreateCommand();
      case "tls cert" -> new GroupCommand(path, "Make certificates");
      case "tls cert create" -> new TlsCertCreateCommand();
      case "tls from-secret" -> new TlsFromSecretCommand();
      case "troubleshoot" -> new GroupCommand(path, "Find out why something does not work");
      case "troubleshoot ports" -> new TroubleshootPortsCommand();
      case "troubleshoot proxy" -> new TroubleshootEnvoyCommand(true);
      case "troubleshoot upstreams" -> new TroubleshootEnvoyCommand(false);
      case "validate" -> new ValidateCommand();
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
