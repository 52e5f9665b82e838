// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

/// A `host:port` as checks are given it, split by Go's rules so that the texts of its errors match.
record HostPort(String host, int port) {
  /// Thrown with the text that Go's dialler has for a bad address.
  static final class BadAddress extends Exception {
    private static final long serialVersionUID = 1;

    BadAddress(String address, String why) {
      super("address " + address + ": " + why);
    }
  }

  /// As Go prints it: an IPv6 host in brackets.
  String text() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }

  /// The host of an address that has already been dialled.
  static String hostOf(String address) {
    try {
      return parse(address).host();
    } catch (BadAddress e) {
      return address;
    }
  }

  static HostPort parse(String address) throws BadAddress {
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      throw new BadAddress(address, "missing port in address");
    }
    String host = address.substring(0, colon);
    if (host.startsWith("[")) {
      if (!host.endsWith("]")) {
        throw new BadAddress(address, "missing port in address");
      }
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw new BadAddress(address, "too many colons in address");
    }
    String port = address.substring(colon + 1);
    try {
      int number = Integer.parseInt(port);
      if (number < 0 || number > 65535) {
        throw new BadAddress(port, "invalid port");
      }
      return new HostPort(host, number);
    } catch (NumberFormatException e) {
      throw new BadAddress(port, "invalid port");
    }
  }
}
