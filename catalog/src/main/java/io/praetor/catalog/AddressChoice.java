// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which of its addresses a node or an instance is shown with: the tagged one of a wanted family, IPv6
/// before IPv4, else the main one. To agents of another datacenter that want it so
/// (`translate_wan_addrs`) the addresses and the port tagged for the WAN take the place of the others;
/// where one is missing, the other stays. As observed on Consul 1.22.5.
///
/// @param wan whether those for the WAN are wanted
/// @param v4 whether the asker can use an IPv4 address
/// @param v6 whether it can use an IPv6 address
public record AddressChoice(boolean wan, boolean v4, boolean v6) {
  private static final String WAN = "wan";

  /// What the HTTP API shows to agents of other datacenters.
  public static final AddressChoice WAN_ANY = new AddressChoice(true, true, true);

  @FunctionalInterface
  private interface Tagged {
    @Nullable String address(String tag);
  }

  public String of(Node node) {
    return of(node.address(), node.taggedAddresses());
  }

  /// Of a node.
  public String of(String plain, @Nullable Map<String, String> tagged) {
    return tagged == null || tagged.isEmpty() ? plain : choose(plain, tagged::get);
  }

  /// Of an instance; empty when it is reached at its node's.
  public String of(NodeService service) {
    return ofService(service.address(), service.taggedAddresses());
  }

  /// The same.
  public String ofService(String plain, @Nullable Map<String, ServiceAddress> tagged) {
    return tagged == null || tagged.isEmpty()
        ? plain
        : choose(
            plain,
            tag -> {
              ServiceAddress address = tagged.get(tag);
              return address == null ? null : address.address();
            });
  }

  /// The port of an instance.
  public int port(int plain, @Nullable Map<String, ServiceAddress> tagged) {
    ServiceAddress address = wan && tagged != null ? tagged.get(WAN) : null;
    return address == null || address.port() == 0 ? plain : address.port();
  }

  private String choose(String plain, Tagged tagged) {
    String six = v6 ? either("ipv6", tagged) : "";
    if (!six.isEmpty()) {
      return six;
    }
    String four = v4 ? either("ipv4", tagged) : "";
    if (!four.isEmpty()) {
      return four;
    }
    String far = wan ? tagged.address(WAN) : null;
    return far == null ? plain : far;
  }

  private String either(String family, Tagged tagged) {
    String far = wan ? tagged.address("wan_" + family) : null;
    String found = far == null ? tagged.address("lan_" + family) : far;
    return found == null ? "" : found;
  }
}
