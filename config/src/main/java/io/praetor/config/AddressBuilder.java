// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds out where each protocol listens and which addresses others are told. With a wildcard bind
/// address and none to advertise, [OwnAddress] says which address of the machine is meant.
final class AddressBuilder {
  private final Draft draft;
  private final Settings settings;
  private final PortConfig ports;
  private final Map<String, String> tagged = new LinkedHashMap<>();
  private @Nullable AddressConfig config;
  private List<Cidr> allowedLan = List.of();
  private List<Cidr> allowedWan = List.of();
  private List<InetSocketAddress> dns = List.of();
  private List<ListenAddress> http = List.of();
  private List<ListenAddress> https = List.of();
  private List<ListenAddress> grpc = List.of();
  private List<ListenAddress> grpcTls = List.of();
  private List<String> recursors = List.of();
  private boolean dnsHasSocket;

  AddressBuilder(Draft draft, PortConfig ports) {
    this.draft = draft;
    this.settings = draft.settings();
    this.ports = ports;
  }

  /// Does all the work; the other methods hand out what it found.
  void resolve() throws RefusedException {
    InetAddress bind = bind();
    InetAddress advertiseDefault = advertiseDefault(bind);
    InetAddress lan = orElse(draft.singleIp("advertise_addr"), advertiseDefault);
    InetAddress serfLan = orElse(draft.singleIp("serf_lan"), bind);
    InetAddress serfWan = orElse(draft.singleIp("serf_wan"), bind);
    // Consul looks at this value twice, and reports its fault as often.
    draft.singleIp("advertise_addr");
    InetAddress lanV4 = draft.singleIp("advertise_addr_ipv4");
    InetAddress lanV6 = draft.singleIp("advertise_addr_ipv6");
    InetAddress wan = orElse(draft.singleIp("advertise_addr_wan"), lan);
    InetAddress wanV4 = draft.singleIp("advertise_addr_wan_ipv4");
    InetAddress wanV6 = draft.singleIp("advertise_addr_wan_ipv6");
    notAny(lan, "Advertise address");
    notAny(wan, "Advertise WAN address");
    family("advertise_addr_ipv4", lanV4, true);
    family("advertise_addr_ipv6", lanV6, false);
    family("advertise_addr_wan_ipv4", wanV4, true);
    family("advertise_addr_wan_ipv6", wanV6, false);
    tagged.putAll(settings.stringMap("tagged_addresses"));
    tag(lan, lanV4, lanV6, "lan");
    tag(wan, wanV4, wanV6, "wan");
    List<String> client = client();
    List<String> dnsAddresses = or(draft.addressList("addresses.dns"), client);
    List<String> httpAddresses = or(draft.addressList("addresses.http"), client);
    List<String> httpsAddresses = or(draft.addressList("addresses.https"), client);
    List<String> grpcAddresses = or(draft.addressList("addresses.grpc"), client);
    List<String> grpcTlsAddresses = or(draft.addressList("addresses.grpc_tls"), client);
    recursors = readRecursors();
    dns = sockets(dnsAddresses, ports.dns());
    http = listeners(httpAddresses, ports.http());
    https = listeners(httpsAddresses, ports.https());
    grpc = listeners(grpcAddresses, ports.grpc());
    grpcTls = listeners(grpcTlsAddresses, ports.grpcTls());
    config =
        new AddressConfig(
            bind,
            lan,
            wan,
            client,
            new InetSocketAddress(bind, ports.server()),
            new InetSocketAddress(lan, ports.server()),
            new InetSocketAddress(serfLan, ports.serfLan()),
            new InetSocketAddress(lan, ports.serfLan()),
            ports.serfWan() > 0 ? new InetSocketAddress(serfWan, ports.serfWan()) : null,
            ports.serfWan() > 0 ? new InetSocketAddress(wan, ports.serfWan()) : null);
  }

  /// The networks that may join; apart from the rest because Consul looks at them later.
  void resolveAllowed() throws RefusedException {
    allowedLan = allowed("serf_lan_allowed_cidrs");
    allowedWan = allowed("serf_wan_allowed_cidrs");
  }

  /// Whether DNS was told to listen on a unix socket, which it cannot.
  boolean dnsHasSocket() {
    return dnsHasSocket;
  }

  AddressConfig config() {
    return Objects.requireNonNull(config, "resolve first");
  }

  Map<String, String> tagged() {
    return tagged;
  }

  List<Cidr> allowedLan() {
    return allowedLan;
  }

  List<Cidr> allowedWan() {
    return allowedWan;
  }

  List<InetSocketAddress> dns() {
    return dns;
  }

  List<ListenAddress> http() {
    return http;
  }

  List<ListenAddress> https() {
    return https;
  }

  List<ListenAddress> grpc() {
    return grpc;
  }

  List<ListenAddress> grpcTls() {
    return grpcTls;
  }

  List<String> recursors() {
    return recursors;
  }

  private List<String> readRecursors() throws RefusedException {
    List<String> found = new ArrayList<>();
    for (String text : settings.strings("recursors")) {
      String resolved;
      try {
        resolved = AddressTemplate.resolve(text, draft.host().addresses());
      } catch (IllegalArgumentException e) {
        throw new RefusedException(
            "Invalid DNS recursor template " + GoText.quote(text) + ": " + e.getMessage());
      }
      for (String part : resolved.split("\\s+")) {
        if (part.startsWith("unix://")) {
          throw new RefusedException("DNS Recursors cannot be unix sockets: " + part);
        }
        if (!part.isEmpty()) {
          found.add(part);
        }
      }
    }
    return found;
  }

  private InetAddress bind() throws RefusedException {
    List<String> addresses = draft.addressList("bind_addr");
    draft.settle();
    if (addresses.isEmpty()) {
      throw new RefusedException("bind_addr cannot be empty");
    }
    if (addresses.size() > 1) {
      throw new RefusedException(
          "bind_addr cannot contain multiple addresses. Use 'addresses.{dns,http,https}' instead.");
    }
    InetAddress bind = Ip.parse(addresses.getFirst());
    if (bind == null) {
      throw new RefusedException("bind_addr cannot be a unix socket");
    }
    return bind;
  }

  private InetAddress advertiseDefault(InetAddress bind) throws RefusedException {
    if (!bind.isAnyLocalAddress() || !settings.string("advertise_addr").isEmpty()) {
      return bind;
    }
    return new OwnAddress(draft).of(bind instanceof Inet4Address);
  }

  private static void notAny(InetAddress address, String name) throws RefusedException {
    if (address.isAnyLocalAddress()) {
      throw new RefusedException(name + " cannot be 0.0.0.0, :: or [::]");
    }
  }

  private static void family(String key, @Nullable InetAddress ip, boolean isV4)
      throws RefusedException {
    if (ip != null && ip instanceof Inet4Address != isV4) {
      throw new RefusedException(key + " must be an " + (isV4 ? "ipv4" : "ipv6") + " address");
    }
  }

  private void tag(
      InetAddress main, @Nullable InetAddress v4, @Nullable InetAddress v6, String name) {
    tagged.put(name, Ip.text(main));
    if (v4 != null || main instanceof Inet4Address) {
      tagged.put(name + "_ipv4", Ip.text(v4 == null ? main : v4));
    }
    if (v6 != null || !(main instanceof Inet4Address)) {
      tagged.put(name + "_ipv6", Ip.text(v6 == null ? main : v6));
    }
  }

  private List<String> client() {
    List<String> client = new ArrayList<>();
    boolean hasSocket = false;
    for (String address : draft.addressList("client_addr")) {
      if (address.startsWith("unix://")) {
        hasSocket = true;
      } else {
        client.add(address);
      }
    }
    if (hasSocket) {
      draft.fault("client_addr cannot be a unix socket");
    } else if (client.isEmpty() && draft.resolved("client_addr").isEmpty()) {
      draft.warn(
          "client_addr is empty, client services (DNS, HTTP, HTTPS, GRPC) will not be listening"
              + " for connections");
    }
    return client;
  }

  private List<Cidr> allowed(String key) throws RefusedException {
    List<String> faults = new ArrayList<>();
    List<Cidr> networks = new ArrayList<>();
    for (String text : settings.strings(key)) {
      Cidr network = Cidr.parse(text);
      if (network == null) {
        faults.add("invalid cidr: " + text);
      } else {
        networks.add(network);
      }
    }
    if (!faults.isEmpty()) {
      throw new RefusedException(key + ": " + GoText.errors(faults));
    }
    return networks;
  }

  private List<InetSocketAddress> sockets(List<String> addresses, int port) {
    List<InetSocketAddress> sockets = new ArrayList<>();
    for (String text : addresses) {
      if (text.startsWith("unix://")) {
        dnsHasSocket = true;
        continue;
      }
      InetAddress ip = Ip.parse(text);
      if (ip != null && port > 0) {
        sockets.add(new InetSocketAddress(ip, port));
      }
    }
    return sockets;
  }

  private static List<ListenAddress> listeners(List<String> addresses, int port) {
    List<ListenAddress> listeners = new ArrayList<>();
    if (port <= 0) {
      return listeners;
    }
    for (String text : addresses) {
      if (text.startsWith("unix://")) {
        listeners.add(new ListenAddress.Unix(text.substring("unix://".length())));
        continue;
      }
      InetAddress ip = Ip.parse(text);
      if (ip != null) {
        listeners.add(new ListenAddress.Tcp(ip, port));
      }
    }
    return listeners;
  }

  private static InetAddress orElse(@Nullable InetAddress address, InetAddress other) {
    return address == null ? other : address;
  }

  private static List<String> or(List<String> addresses, List<String> others) {
    return addresses.isEmpty() ? others : addresses;
  }
}
