// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The effective configuration of one agent: what files, flags and defaults come down to, checked
/// and immutable. Built once by [ConfigLoader] at start and again at each reload; any thread may
/// read it. Names follow the sections of the configuration files, values are ready to use:
/// addresses are parsed, templates resolved, derived values filled in.
///
/// @param node who this agent is and where it keeps its state
/// @param addresses where the cluster protocols listen and what is told to others
/// @param ports port numbers as configured; the listening addresses derived from them are in
///     the sections of the protocols
/// @param dns the DNS server
/// @param http the HTTP API server
/// @param grpc the gRPC servers
/// @param limits rates, sizes and connection counts
/// @param checks how health checks run and what they may do
/// @param tls TLS of every protocol
/// @param acl access control and the tokens of the agent
/// @param autopilot care of the set of servers
/// @param telemetry metrics sinks and filters
/// @param ui the browser interface
/// @param connect service mesh
/// @param gossip both gossip pools
/// @param join whom to join and how stubbornly
/// @param raft consensus and its log
/// @param coordinates network coordinates
/// @param log where the agent logs to
/// @param autoEncrypt certificates handed out by servers
/// @param autoConfig configuration handed out by servers
/// @param cache the agent cache
/// @param federation the primary datacenter and its gateways
/// @param unixSockets owner and mode of unix sockets that the agent makes
/// @param build the version that peers and clients are told
/// @param services services from files
/// @param serviceChecks checks from files that belong to no service definition
/// @param configEntries entries a new leader writes once, as free trees
/// @param watches watches from files, as free trees
/// @param experiments names of experimental features
/// @param peeringEnabled whether cluster peering is on
/// @param autoReloadConfig whether changes to the files reload the agent
/// @param disableRemoteExec whether `exec` requests are refused
/// @param disableUpdateCheck whether the look for newer versions is off
/// @param disableAnonymousSignature whether that look carries no anonymous id
/// @param enableDebug whether profiling endpoints are on
/// @param useStreamingBackend whether a client agent follows changes by streams
/// @param rpcEnableStreaming whether a server offers such streams
/// @param translateWanAddrs whether answers about other datacenters carry WAN addresses
/// @param centralServiceConfig whether config entries are merged into registrations
/// @param leaveOnTerm whether SIGTERM leaves the cluster
/// @param skipLeaveOnInterrupt whether SIGINT does not leave the cluster
/// @param leaveDrainTime how long a leaving agent still answers
/// @param sessionTtlMin the shortest session TTL that servers accept; zero means the built-in
///     ten seconds
/// @param xdsUpdateRateLimit proxy configuration updates a second
/// @param xdsLoadBalancing whether servers spread proxy streams among themselves
/// @param pidFile where the process id is written, empty for nowhere
/// @param debug the same configuration under Consul's own field names, secrets hidden, as
///     `agent/self` shows it
/// @param values the values it was made from, to be compared at a reload
public record RuntimeConfig(
    NodeConfig node,
    AddressConfig addresses,
    PortConfig ports,
    DnsConfig dns,
    HttpConfig http,
    GrpcConfig grpc,
    LimitsConfig limits,
    CheckConfig checks,
    TlsConfig tls,
    AclConfig acl,
    AutopilotConfig autopilot,
    TelemetryConfig telemetry,
    UiConfig ui,
    ConnectConfig connect,
    GossipConfig gossip,
    JoinConfig join,
    RaftConfig raft,
    CoordinateConfig coordinates,
    LogConfig log,
    AutoEncryptConfig autoEncrypt,
    AutoConfig autoConfig,
    CacheConfig cache,
    FederationConfig federation,
    UnixSocketConfig unixSockets,
    BuildConfig build,
    List<ServiceDefinition> services,
    List<CheckDefinition> serviceChecks,
    List<Map<String, Object>> configEntries,
    List<Map<String, Object>> watches,
    List<String> experiments,
    boolean peeringEnabled,
    boolean autoReloadConfig,
    boolean disableRemoteExec,
    boolean disableUpdateCheck,
    boolean disableAnonymousSignature,
    boolean enableDebug,
    boolean useStreamingBackend,
    boolean rpcEnableStreaming,
    boolean translateWanAddrs,
    boolean centralServiceConfig,
    boolean leaveOnTerm,
    boolean skipLeaveOnInterrupt,
    Duration leaveDrainTime,
    Duration sessionTtlMin,
    double xdsUpdateRateLimit,
    boolean xdsLoadBalancing,
    String pidFile,
    Map<String, Object> debug,
    ConfigValues values) {
  public RuntimeConfig {
    services = List.copyOf(services);
    serviceChecks = List.copyOf(serviceChecks);
    configEntries = List.copyOf(configEntries);
    watches = List.copyOf(watches);
    experiments = List.copyOf(experiments);
  }
}
