// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import io.praetor.wire.GoDuration;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A configuration in the making: the merged settings, and what was found wrong or odd with them so
/// far. Faults of single values are collected and told together; [RefusedException] is for what
/// ends
/// the making at once.
final class Draft {
  private final Settings settings;
  private final Host host;
  private final List<String> warnings;
  private final Faults errors = new Faults();

  Draft(Settings settings, Host host, List<String> warnings) {
    this.settings = settings;
    this.host = host;
    this.warnings = warnings;
  }

  Settings settings() {
    return settings;
  }

  Host host() {
    return host;
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  void fault(String error) {
    errors.add(error);
  }

  /// Refuses the configuration when faults were collected.
  void settle() throws RefusedException {
    if (!errors.isEmpty()) {
      throw new RefusedException(GoText.errors(errors.list()));
    }
  }

  /// The duration under a key, zero when there is none.
  Duration duration(String key) {
    return duration(key, settings.text(key));
  }

  /// A duration that stands in a text, under the name that a fault would have; zero without a text.
  Duration duration(String name, @Nullable String text) {
    if (text == null) {
      return Duration.ZERO;
    }
    try {
      return GoDuration.parse(text);
    } catch (GoDuration.InvalidDuration e) {
      fault(name + ": invalid duration: " + GoText.quote(text) + ": " + e.getMessage());
      return Duration.ZERO;
    }
  }

  /// The duration under a key that must not be shorter than a bound.
  Duration durationAtLeast(String key, Duration least) {
    Duration duration = duration(key);
    if (duration.compareTo(least) < 0) {
      fault(
          key
              + ": duration '"
              + settings.string(key)
              + "' cannot be less than: "
              + GoDuration.format(least));
    }
    return duration;
  }

  /// The port under a key: off is -1, too large a number is a fault.
  int port(String key) {
    long port = settings.integer(key, -1);
    if (port > 65535) {
      fault(key + ": invalid port: " + port);
    }
    return port <= 0 ? -1 : (int) Math.min(port, Integer.MAX_VALUE);
  }

  /// The whole number under a key, cut to what an int can hold.
  int integer(String key) {
    return Math.clamp(settings.integer(key), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /// A rate: what is negative has no limit.
  double rate(String key, double absent) {
    double rate = settings.decimal(key, absent);
    return rate < 0 ? Double.MAX_VALUE : rate;
  }

  /// The text under a key with its templates resolved.
  String resolved(String key) {
    return resolved(key, settings.string(key));
  }

  /// A text with its templates resolved; empty when that fails.
  String resolved(String name, String text) {
    try {
      return AddressTemplate.resolve(text, host.addresses());
    } catch (IllegalArgumentException e) {
      fault(name + ": error parsing " + GoText.quote(text) + ": " + e.getMessage());
      return "";
    }
  }

  /// The addresses under a key, separated by blanks, each an IP address or `unix://` path. The first
  /// that is neither is a fault, and makes the list empty.
  List<String> addressList(String key) {
    List<String> addresses = new ArrayList<>();
    for (String part : resolved(key).split("\\s+")) {
      if (part.isEmpty()) {
        continue;
      }
      if (part.startsWith("unix://")) {
        addresses.add(part);
      } else {
        InetAddress ip = ip(key, part);
        if (ip == null) {
          return List.of();
        }
        addresses.add(Ip.text(ip));
      }
    }
    return addresses;
  }

  /// The one IP address under a key, null when there is none or it is no good.
  @Nullable InetAddress singleIp(String key) {
    List<String> addresses = addressList(key);
    if (addresses.stream().anyMatch(address -> address.startsWith("unix://"))) {
      fault(key + " cannot be a unix socket");
      return null;
    }
    if (addresses.size() > 1) {
      fault(key + ": multiple addresses found: " + resolved(key));
      return null;
    }
    return addresses.isEmpty() ? null : Ip.parse(addresses.getFirst());
  }

  private @Nullable InetAddress ip(String key, String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    InetAddress ip = Ip.parse(bracketed ? text.substring(1, text.length() - 1) : text);
    if (ip == null) {
      fault(key + ": invalid ip address: " + text);
    }
    return ip;
  }

  /// The networks under a key.
  List<Cidr> cidrs(String key, String name) {
    List<Cidr> networks = new ArrayList<>();
    for (String text : settings.strings(key)) {
      Cidr network = Cidr.parse(text);
      if (network == null) {
        fault(name + ": invalid cidr: " + text);
      } else {
        networks.add(network);
      }
    }
    return networks;
  }
}
