// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The networks that RFCs set aside, as address templates know them.
final class SpecialNetworks {
  private static final Map<String, List<Cidr>> BY_RFC =
      Map.of(
          "1918", of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
          "3927", of("169.254.0.0/16"),
          "4193", of("fc00::/7"),
          "4291", of("::/128", "::1/128", "fe80::/10", "ff00::/8"),
          "5735", of("127.0.0.0/8", "198.18.0.0/15"),
          "5737", of("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),
          "6598", of("100.64.0.0/10"),
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
                  "::/128",
                  "::1/128",
                  "64:ff9b::/96",
                  "100::/64",
                  "2001::/23",
                  "2001:db8::/32",
                  "2002::/16",
                  "fc00::/7",
                  "fe80::/10"));

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

  private static List<Cidr> of(String... networks) {
    return java.util.stream.Stream.of(networks)
        .map(text -> Objects.requireNonNull(Cidr.parse(text), text))
        .toList();
  }
}
