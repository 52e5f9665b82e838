// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Rules.atLeastZero;
import static io.praetor.config.Rules.require;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What must hold for the agent itself: its names, its folder, what it bootstraps.
final class NodeRules {
  private static final Pattern BASIC_NAME = Pattern.compile("[a-z0-9_-]+");
  private static final Pattern DNS_NAME = Pattern.compile("[A-Za-z0-9-]+");
  private static final String DEPLOYMENT_TABLE =
      "https://developer.hashicorp.com/docs/internals/consensus.html#deployment-table";

  private final Draft draft;
  private final Settings settings;
  private final RuntimeConfig config;
  private final boolean server;

  NodeRules(Draft draft, RuntimeConfig config) {
    this.draft = draft;
    this.settings = draft.settings();
    this.config = config;
    this.server = config.node().server();
  }

  void datacenter() throws RefusedException {
    String datacenter = config.node().datacenter();
    require(!datacenter.isEmpty(), "datacenter cannot be empty");
    require(
        BASIC_NAME.matcher(datacenter).matches(),
        "datacenter can only contain lowercase alphanumeric, - or _ characters. received: "
            + GoText.quote(datacenter));
    String primary = config.federation().primaryDatacenter();
    require(
        BASIC_NAME.matcher(primary).matches(),
        "primary_datacenter can only contain lowercase alphanumeric, - or _ characters. received: "
            + GoText.quote(primary));
    require(
        config.node().devMode() || !config.node().dataDir().isEmpty(), "data_dir cannot be empty");
  }

  void dataDir() throws RefusedException {
    String dataDir = config.node().dataDir();
    require(
        config.node().devMode() || draft.host().kind(dataDir) != Host.PathKind.FILE,
        "data_dir " + GoText.quote(dataDir) + " is not a directory");
    nodeName();
  }

  private void nodeName() {
    String name = config.node().name();
    if (!DNS_NAME.matcher(name).matches()) {
      draft.warn(
          "Node name "
              + GoText.quote(name)
              + " will not be discoverable via DNS due to invalid characters. Valid characters"
              + " include all alpha-numerics and dashes.");
    } else if (name.length() > 63) {
      draft.warn(
          "Node name "
              + GoText.quote(name)
              + " will not be discoverable via DNS due to it being too long. Valid lengths are"
              + " between 1 and 63 bytes.");
    }
  }

  void locality() throws RefusedException {
    @Nullable String fault = ServiceRules.localityFault(config.node().locality());
    if (fault != null) {
      throw new RefusedException("locality is invalid: " + fault);
    }
  }

  void metadata() throws RefusedException {
    @Nullable String fault = Metadata.fault(config.node().meta(), false);
    if (fault != null) {
      throw new RefusedException("node_meta invalid: " + fault);
    }
  }

  void bootstrap() throws RefusedException {
    long expect = settings.integer("bootstrap_expect");
    boolean bootstrap = settings.bool("bootstrap");
    require(!bootstrap || server, "'bootstrap = true' requires 'server = true'");
    atLeastZero("bootstrap_expect", expect);
    require(
        expect == 0 || !config.node().devMode(), "'bootstrap_expect > 0' not allowed in dev mode");
    require(
        expect == 0 || !bootstrap,
        "'bootstrap_expect > 0' and 'bootstrap = true' are mutually exclusive");
    require(expect == 0 || server, "'bootstrap_expect > 0' requires 'server = true'");
    if (expect == 1) {
      draft.warn("BootstrapExpect is set to 1; this is the same as Bootstrap mode.");
    } else if (expect == 2) {
      draft.warn(
          "bootstrap_expect = 2: A cluster with 2 servers will provide no failure tolerance. See "
              + DEPLOYMENT_TABLE);
    } else if (expect > 2 && expect % 2 == 0) {
      draft.warn(
          "bootstrap_expect is even number: A cluster with an even number of servers does not"
              + " achieve optimum fault tolerance. See "
              + DEPLOYMENT_TABLE);
    }
  }
}
