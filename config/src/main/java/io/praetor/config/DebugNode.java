// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The part of [DebugView] about the agent itself: who it is, where it listens, what it logs.
final class DebugNode {
  private final DebugTree view;
  private final RuntimeConfig config;
  private final Settings settings;

  DebugNode(DebugTree view, RuntimeConfig config, Settings settings) {
    this.view = view;
    this.config = config;
    this.settings = settings;
  }

  /// Adds all of it.
  void add() {
    node();
    addresses();
    checks();
    logging();
    rest();
  }

  private void node() {
    NodeConfig node = config.node();
    view.put("NodeID", node.id());
    view.put("NodeName", node.name());
    view.put("NodeMeta", node.meta());
    view.put("TaggedAddresses", node.taggedAddresses());
    view.put("Datacenter", node.datacenter());
    view.put("DataDir", node.dataDir());
    view.put("ServerMode", node.server());
    view.put("DevMode", node.devMode());
    view.put("Bootstrap", node.bootstrap());
    view.put("BootstrapExpect", node.bootstrapExpect());
    view.put("DisableHostNodeID", node.disableHostNodeId());
    view.put("RejoinAfterLeave", node.rejoinAfterLeave());
    view.put("Locality", DebugDefinitions.locality(node.locality()));
    view.put("ServerRejoinAgeMax", node.serverRejoinAgeMax());
    view.put("ServerName", node.serverName());
    view.put("ReadReplica", node.readReplica());
    view.put("PrimaryDatacenter", config.federation().primaryDatacenter());
    view.put("PrimaryGateways", config.federation().primaryGateways());
    view.put("PrimaryGatewaysInterval", config.federation().primaryGatewaysInterval());
    view.put("TranslateWANAddrs", config.translateWanAddrs());
    view.put("LeaveOnTerm", config.leaveOnTerm());
    view.put("SkipLeaveOnInt", config.skipLeaveOnInterrupt());
    view.put("LeaveDrainTime", config.leaveDrainTime());
    view.put("PidFile", config.pidFile());
    view.put("DisableRemoteExec", config.disableRemoteExec());
    view.put("DisableUpdateCheck", config.disableUpdateCheck());
    view.put("DisableAnonymousSignature", config.disableAnonymousSignature());
    view.put("EnableDebug", config.enableDebug());
    view.put("AutoReloadConfig", config.autoReloadConfig());
    view.put("AutoReloadConfigCoalesceInterval", "1s");
    view.put("Experiments", config.experiments());
    view.put("EnterpriseRuntimeConfig", Map.of());
    view.put("SegmentLimit", settings.integer("segment_limit"));
    view.put("SegmentName", "");
    view.put("SegmentNameLimit", 64);
    view.put("Segments", List.of());
    view.put(
        "Reporting", Map.of("License", Map.of("Enabled", false), "SnapshotRetentionTime", "0s"));
    view.put("Revision", config.build().revision());
    view.put("Version", config.build().version());
    view.put("VersionPrerelease", config.build().prerelease());
    view.put("VersionMetadata", config.build().metadata());
    view.put(
        "BuildDate",
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(config.build().buildDate())
            + " +0000 UTC");
  }

  private void addresses() {
    AddressConfig a = config.addresses();
    view.put("BindAddr", a.bindAddr());
    view.put("AdvertiseAddrLAN", a.advertiseLan());
    view.put("AdvertiseAddrWAN", a.advertiseWan());
    view.put("ClientAddrs", a.clientAddrs());
    view.put("RPCBindAddr", a.rpcBind());
    view.put("RPCAdvertiseAddr", a.rpcAdvertise());
    view.put("SerfBindAddrLAN", a.serfLanBind());
    view.put("SerfAdvertiseAddrLAN", a.serfLanAdvertise());
    view.put("SerfBindAddrWAN", a.serfWanBind() == null ? "" : a.serfWanBind());
    view.put("SerfAdvertiseAddrWAN", a.serfWanAdvertise() == null ? "" : a.serfWanAdvertise());
    PortConfig ports = config.ports();
    view.put("DNSPort", ports.dns());
    view.put("HTTPPort", ports.http());
    view.put("HTTPSPort", ports.https());
    view.put("GRPCPort", ports.grpc());
    view.put("GRPCTLSPort", ports.grpcTls());
    view.put("SerfPortLAN", ports.serfLan());
    view.put("SerfPortWAN", ports.serfWan());
    view.put("ServerPort", ports.server());
    view.put("ConnectSidecarMinPort", ports.sidecarMin());
    view.put("ConnectSidecarMaxPort", ports.sidecarMax());
    view.put("ExposeMinPort", ports.exposeMin());
    view.put("ExposeMaxPort", ports.exposeMax());
    view.put("GRPCAddrs", config.grpc().addresses());
    view.put("GRPCTLSAddrs", config.grpc().tlsAddresses());
    view.put("GRPCKeepaliveInterval", config.grpc().keepaliveInterval());
    view.put("GRPCKeepaliveTimeout", config.grpc().keepaliveTimeout());
    view.put("UnixSocketUser", config.unixSockets().user());
    view.put("UnixSocketGroup", config.unixSockets().group());
    view.put("UnixSocketMode", config.unixSockets().mode());
  }

  private void checks() {
    CheckConfig checks = config.checks();
    view.put("EnableLocalScriptChecks", checks.enableLocalScripts());
    view.put("EnableRemoteScriptChecks", checks.enableRemoteScripts());
    view.put("CheckOutputMaxSize", checks.outputMaxSizeBytes());
    view.put("DiscardCheckOutput", checks.discardOutput());
    view.put("CheckUpdateInterval", checks.updateInterval());
    view.put("CheckDeregisterIntervalMin", checks.deregisterIntervalMin());
    view.put("CheckReapInterval", checks.reapInterval());
    view.put("AEInterval", checks.antiEntropyInterval());
    view.put("EnableAgentTLSForChecks", checks.agentTls());
  }

  private void logging() {
    LogConfig log = config.log();
    view.put(
        "Logging",
        DebugTree.tree(
            "EnableSyslog", log.syslog(),
            "LogFilePath", log.filePath(),
            "LogJSON", log.json(),
            "LogLevel", log.level(),
            "LogRotateBytes", log.rotateBytes(),
            "LogRotateDuration", log.rotateDuration(),
            "LogRotateMaxFiles", log.rotateMaxFiles(),
            "Name", "",
            "SyslogFacility", log.syslogFacility()));
  }

  private void rest() {
    view.put("UseStreamingBackend", config.useStreamingBackend());
    view.put("RPCConfig", DebugTree.tree("EnableStreaming", config.rpcEnableStreaming()));
    view.put("ConfigEntryBootstrap", config.configEntries());
    view.put("Watches", config.watches().stream().map(ignored -> Map.of()).toList());
  }
}
