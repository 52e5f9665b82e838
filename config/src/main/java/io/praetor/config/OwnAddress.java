// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which address others are told when the bind address is a wildcard and none is to be advertised.
/// One fitting address is taken, as Consul does. Of several, which Consul refuses, that one is
/// taken from which the machine would send to the first join target with a route, else that of the
/// default route, and the choice is told as a warning; `refuse_several_addresses` brings Consul's
/// error back.
final class OwnAddress {
  /// What counts as private here, observed; it differs from what address templates call private.
  private static final List<Cidr> PRIVATE_V4 =
      SpecialNetworks.of(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.168.0.0/16");

  private static final List<Cidr> NOT_PUBLIC_V6 =
      SpecialNetworks.of("::1/128", "fc00::/7", "fe80::/10", "fec0::/10", "2001:db8::/32");

  /// Addresses for documentation, which only the default route leads to.
  private static final InetAddress FAR_V4 = Objects.requireNonNull(Ip.parse("198.51.100.1"));

  private static final InetAddress FAR_V6 = Objects.requireNonNull(Ip.parse("2001:db8::1"));

  private final Draft draft;

  OwnAddress(Draft draft) {
    this.draft = draft;
  }

  /// The address to advertise for a wildcard of one family.
  InetAddress of(boolean v4) throws RefusedException {
    return v4
        ? choose(
            "private IPv4",
            FAR_V4,
            ip -> ip instanceof Inet4Address && PRIVATE_V4.stream().anyMatch(n -> n.contains(ip)))
        : choose(
            "public IPv6",
            FAR_V6,
            ip ->
                !(ip instanceof Inet4Address)
                    && NOT_PUBLIC_V6.stream().noneMatch(n -> n.contains(ip)));
  }

  /// Loopback interfaces count only on a machine that has no other.
  private InetAddress choose(String kind, InetAddress far, Predicate<InetAddress> wanted)
      throws RefusedException {
    List<Host.NetworkAddress> up =
        draft.host().addresses().stream().filter(Host.NetworkAddress::up).toList();
    boolean onlyLoopback = up.stream().allMatch(Host.NetworkAddress::loopback);
    List<InetAddress> found =
        up.stream()
            .filter(a -> onlyLoopback || !a.loopback())
            .map(Host.NetworkAddress::address)
            .filter(wanted)
            .toList();
    if (found.isEmpty()) {
      throw new RefusedException("No " + kind + " address found");
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    InetAddress routed =
        draft.settings().bool("refuse_several_addresses") ? null : byRoute(kind, found, far);
    if (routed == null) {
      throw new RefusedException(
          "Multiple "
              + kind
              + " addresses found. Please configure one with 'bind' and/or 'advertise'.");
    }
    return routed;
  }

  private @Nullable InetAddress byRoute(String kind, List<InetAddress> found, InetAddress far) {
    for (InetAddress target : targets()) {
      InetAddress source = draft.host().sourceFor(target);
      if (source != null && found.contains(source)) {
        return told(kind, found, source, "the route to " + Ip.text(target) + " starts there");
      }
    }
    InetAddress source = draft.host().sourceFor(far);
    return source != null && found.contains(source)
        ? told(kind, found, source, "the default route starts there")
        : null;
  }

  private InetAddress told(
      String kind, List<InetAddress> found, InetAddress chosen, String because) {
    draft.warn(
        "Multiple "
            + kind
            + " addresses found ("
            + String.join(", ", found.stream().map(Ip::text).toList())
            + "): advertising "
            + Ip.text(chosen)
            + " because "
            + because
            + "; 'bind' or 'advertise' chooses another");
    return chosen;
  }

  /// Whom the agent will join, as far as it has an address now.
  private List<InetAddress> targets() {
    List<InetAddress> targets = new ArrayList<>();
    for (String text : draft.settings().strings("retry_join")) {
      if (!text.contains("=") && !text.contains("{{")) {
        targets.addAll(addresses(text));
      }
    }
    return targets;
  }

  private List<InetAddress> addresses(String joinTarget) {
    InetAddress ip = Ip.parse(joinTarget);
    if (ip != null) {
      return List.of(ip);
    }
    String host = joinTarget.replaceFirst(":[0-9]+$", "").replaceAll("[\\[\\]]", "");
    ip = Ip.parse(host);
    return ip != null ? List.of(ip) : draft.host().resolve(host);
  }
}
