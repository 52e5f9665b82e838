// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// What must hold between the values of a configuration. The first broken rule is the error, so the
/// order of the rules is that of Consul, whatever they are about. Warnings come on the way.
final class ConfigRules {
  private final Draft draft;
  private final Settings settings;
  private final RuntimeConfig config;
  private final boolean dnsHasSocket;
  private final boolean server;

  ConfigRules(Draft draft, RuntimeConfig config, boolean dnsHasSocket) {
    this.draft = draft;
    this.settings = draft.settings();
    this.config = config;
    this.dnsHasSocket = dnsHasSocket;
    this.server = config.node().server();
  }

  void check() throws RefusedException {
    NodeRules node = new NodeRules(draft, config);
    ServingRules serving = new ServingRules(draft, config);
    AccessRules access = new AccessRules(draft, config);
    RaftRules raft = new RaftRules(draft, config);
    serving.cache();
    raft.raftProtocol();
    node.datacenter();
    UiRules.check(config.ui());
    node.dataDir();
    node.locality();
    EnterpriseRules.segments(settings);
    serving.dns(dnsHasSocket);
    node.bootstrap();
    serving.sizes();
    node.metadata();
    access.encryption();
    access.federation();
    raft.raftLog();
    serving.listeners();
    draft.settle();
    serving.services();
    serving.checks();
    access.caProvider();
    access.autoEncrypt();
    access.reconnect();
    access.autoConfig();
    serving.openFiles();
    warnings();
  }

  private void warnings() {
    long expect = settings.integer("bootstrap_expect");
    if (expect > 1) {
      draft.warn("bootstrap_expect > 0: expecting " + expect + " servers");
    }
    if (settings.bool("bootstrap") || expect == 1) {
      draft.warn("bootstrap = true: do not enable unless necessary");
    }
    String datacenter = config.node().datacenter();
    if (!datacenter.matches("[a-z0-9-]+")) {
      draft.warn(
          "Datacenter : "
              + GoText.quote(datacenter)
              + " will not be PKI X.509 compatible due to invalid characters. Valid characters"
              + " include lowercase alphanumeric characters with dashes in between.");
    }
    if (config.checks().enableRemoteScripts()
        && !config.acl().enabled()
        && config.http().allowWriteFrom().isEmpty()) {
      draft.warn(
          "using enable-script-checks without ACLs and without allow_write_http_from is DANGEROUS,"
              + " use enable-local-script-checks instead, see"
              + " https://www.hashicorp.com/blog/protecting-consul-from-rce-risk-in-specific-configurations/");
    }
    if (server && config.useStreamingBackend() && !config.rpcEnableStreaming()) {
      draft.warn(
          "use_streaming_backend = true requires rpc.enable_streaming on servers to work properly");
    }
    if (!server && config.rpcEnableStreaming()) {
      draft.warn("rpc.enable_streaming = true has no effect when not running in server mode");
    }
  }
}
