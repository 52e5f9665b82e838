// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The networks that RFCs set aside, as address templates know them.
final class SpecialNetworks {
  private static final Map<String, List<Cidr>> BY_RFC =
      Map.ofEntries(
          Map.entry("919", of("255.255.255.255/32")),
          Map.entry("1112", of("224.0.0.0/4")),
          Map.entry("1122", of("0.0.0.0/8", "127.0.0.0/8")),
          Map.entry("1918", of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")),
          Map.entry("2544", of("198.18.0.0/15")),
          Map.entry("2928", of("2001::/16")),
          Map.entry("3056", of("2002::/16")),
          Map.entry("3068", of("192.88.99.0/24", "2002:c058:6301::/120")),
          Map.entry("3171", of("224.0.0.0/4")),
          Map.entry(
              "3330",
              of(
                  "0.0.0.0/8",
                  "10.0.0.0/8",
                  "127.0.0.0/8",
                  "169.254.0.0/16",
                  "172.16.0.0/12",
                  "192.0.2.0/24",
                  "192.88.99.0/24",
                  "192.168.0.0/16",
                  "198.18.0.0/15",
                  "224.0.0.0/4",
                  "240.0.0.0/4")),
          Map.entry("3849", of("2001:db8::/32")),
          Map.entry("3927", of("169.254.0.0/16")),
          Map.entry("4193", of("fc00::/7")),
          Map.entry("4291", of("::/128", "::1/128", "fe80::/10", "fec0::/10", "ff00::/8")),
          Map.entry("4380", of("2001::/32")),
          Map.entry("4773", of("2001::/23")),
          Map.entry("4843", of("2001:10::/28")),
          Map.entry("5180", of("2001:200::/48")),
          Map.entry(
              "5735", of("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "198.18.0.0/15")),
          Map.entry("5737", of("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")),
          Map.entry("6052", of("64:ff9b::/96")),
          Map.entry("6333", of("192.0.0.0/29")),
          Map.entry("6598", of("100.64.0.0/10")),
          Map.entry("6666", of("100::/64")),
          Map.entry(
              "6890",
              of(
                  "0.0.0.0/8",
                  "10.0.0.0/8",
                  "100.64.0.0/10",
                  "127.0.0.0/8",
                  "169.254.0.0/16",
                  "172.16.0.0/12",
                  "192.0.0.0/24",
                  "192.0.2.0/24",
                  "192.88.99.0/24",
                  "192.168.0.0/16",
                  "198.18.0.0/15",
                  "198.51.100.0/24",
                  "203.0.113.0/24",
                  "240.0.0.0/4",
                  "::1/128",
                  "::/128",
                  "64:ff9b::/96",
                  "100::/64",
                  "2001::/16",
                  "2002::/16",
                  "fc00::/7",
                  "fe80::/10")),
          Map.entry("7335", of("192.0.0.0/29")));

  /// Networks of RFC 6890 whose packets no router passes on.
  private static final List<Cidr> NOT_FORWARDABLE =
      of(
          "0.0.0.0/8",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "240.0.0.0/4",
          "::/128",
          "::1/128",
          "2001:db8::/32",
          "2001:10::/28",
          "fe80::/10");

  private SpecialNetworks() {}

  /// Whether the address lies in a network of that RFC.
  static boolean in(String rfc, InetAddress address) {
    return BY_RFC.getOrDefault(rfc, List.of()).stream().anyMatch(n -> n.contains(address));
  }

  /// Refuses the number of an RFC that is not known here.
  static void check(String rfc) {
    if (!BY_RFC.containsKey(rfc)) {
      throw new IllegalArgumentException("unable to include networks of RFC " + rfc);
    }
  }

  static boolean isNotForwardable(InetAddress address) {
    return NOT_FORWARDABLE.stream().anyMatch(network -> network.contains(address));
  }

  static List<Cidr> of(String... networks) {
    return java.util.stream.Stream.of(networks)
        .map(text -> Objects.requireNonNull(Cidr.parse(text), text))
        .toList();
  }
}
