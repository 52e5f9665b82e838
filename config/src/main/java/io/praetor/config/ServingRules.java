// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Rules.atLeastZero;
import static io.praetor.config.Rules.require;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What must hold for what the agent serves: DNS, sizes, listening addresses, definitions.
final class ServingRules {
  private static final int FILES_OF_AGENT = 20;
  private static final Pattern DNS_NAME = Pattern.compile("[A-Za-z0-9-]+");

  private final Draft draft;
  private final RuntimeConfig config;

  ServingRules(Draft draft, RuntimeConfig config) {
    this.draft = draft;
    this.config = config;
  }

  void cache() throws RefusedException {
    CacheConfig cache = config.cache();
    require(
        cache.entryFetchMaxBurst() > 0,
        "cache.entry_fetch_max_burst must be strictly positive, was: "
            + cache.entryFetchMaxBurst());
    require(
        cache.entryFetchRate() != 0,
        "cache.entry_fetch_rate must be strictly positive, was: "
            + GoText.number(cache.entryFetchRate()));
  }

  /// Every connection is an open file, and the agent needs some for itself.
  void openFiles() throws RefusedException {
    long connections = config.limits().httpMaxConnsPerClient();
    long needed = connections + FILES_OF_AGENT;
    long most = draft.host().maxOpenFiles();
    require(
        needed <= most,
        "system allows a max of "
            + most
            + " file descriptors, but limits.http_max_conns_per_client: "
            + connections
            + " needs at least "
            + needed);
  }

  void dns(boolean hasSocket) throws RefusedException {
    require(!hasSocket, "DNS address cannot be a unix socket");
    DnsConfig dns = config.dns();
    for (String recursor : dns.recursors()) {
      InetAddress ip = Ip.parse(recursor.replaceAll("^\\[|]$", ""));
      require(
          ip == null || !ip.isAnyLocalAddress(),
          "DNS recursor address cannot be 0.0.0.0, :: or [::]");
    }
    String datacenter = config.node().datacenter();
    String first = dns.altDomain().replaceAll("\\..*", "");
    List<String> reserved = List.of("service", "connect", "node", "query", "addr", datacenter);
    require(
        !reserved.contains(first),
        "alt_domain cannot start with {" + String.join(",", reserved) + "}");
  }

  void sizes() throws RefusedException {
    require(
        config.checks().outputMaxSizeBytes() > 0,
        "check_output_max_size must be positive, to discard check output use the"
            + " discard_check_output flag");
    atLeastZero("autopilot.max_trailing_logs", config.autopilot().maxTrailingLogs());
    UiRules.checkOneSource(config.ui());
    atLeastZero("dns_config.udp_answer_limit", config.dns().udpAnswerLimit());
    atLeastZero("dns_config.a_record_limit", config.dns().aRecordLimit());
  }

  /// No two protocols on one address, in the order in which Consul compares them.
  void listeners() throws RefusedException {
    Map<String, String> taken = new HashMap<>();
    AddressConfig a = config.addresses();
    for (InetSocketAddress address : config.dns().addresses()) {
      take(taken, address, "DNS");
    }
    for (ListenAddress address : config.http().httpAddresses()) {
      take(taken, address, "HTTP");
    }
    for (ListenAddress address : config.http().httpsAddresses()) {
      take(taken, address, "HTTPS");
    }
    take(taken, a.rpcAdvertise(), "RPC Advertise");
    take(taken, a.serfLanAdvertise(), "Serf Advertise LAN");
    if (a.serfWanAdvertise() != null) {
      take(taken, a.serfWanAdvertise(), "Serf Advertise WAN");
    }
  }

  private static void take(Map<String, String> taken, ListenAddress address, String name)
      throws RefusedException {
    switch (address) {
      case ListenAddress.Tcp(var ip, var port) -> take(taken, Ip.hostPort(ip, port), name);
      case ListenAddress.Unix(var path) -> take(taken, path, name);
    }
  }

  private static void take(Map<String, String> taken, InetSocketAddress address, String name)
      throws RefusedException {
    take(taken, Ip.hostPort(address.getAddress(), address.getPort()), name);
  }

  private static void take(Map<String, String> taken, String address, String name)
      throws RefusedException {
    String other = taken.putIfAbsent(address, name);
    require(other == null, name + " address " + address + " already configured for " + other);
  }

  void services() throws RefusedException {
    for (ServiceDefinition service : config.services()) {
      String prefix = "service " + GoText.quote(service.name()) + ": ";
      for (CheckDefinition check : service.checks()) {
        checkFault(prefix, check);
      }
      List<String> faults = ServiceRules.faults(service);
      require(faults.isEmpty(), prefix + GoText.errors(faults));
      for (ServiceDefinition.Port port : service.ports()) {
        if (!DNS_NAME.matcher(port.name()).matches()) {
          draft.warn(
              "Service "
                  + GoText.quote(service.name())
                  + " port name "
                  + GoText.quote(port.name())
                  + " will not be discoverable via DNS due to invalid characters. Valid characters"
                  + " include all alpha-numerics and dashes.");
        }
      }
    }
  }

  void checks() throws RefusedException {
    for (CheckDefinition check : config.serviceChecks()) {
      checkFault("", check);
    }
  }

  private static void checkFault(String prefix, CheckDefinition check) throws RefusedException {
    @Nullable String fault = CheckRules.fault(check);
    if (fault != null) {
      throw new RefusedException(prefix + "check " + GoText.quote(check.name()) + ": " + fault);
    }
  }
}
