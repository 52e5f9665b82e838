// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.config.DnsConfig;
import io.praetor.config.Ip;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The configuration in the form that answering needs: names parsed, durations cut to seconds. Made
/// anew on every reload, immutable. All of `dns_config` and the recursors may change then; the domains
/// may not.
public final class DnsSettings {
  private static final int DEFAULT_PORT = 53;

  private final DnsConfig config;
  private final String datacenter;
  private final boolean translateWan;
  private final Name domain;
  private final @Nullable Name altDomain;
  private final List<InetSocketAddress> recursors;
  private final long nodeTtlSeconds;
  private final Map<String, Long> serviceTtlSeconds = new HashMap<>();

  /// Service TTLs by name prefix, the longest first.
  private final List<Map.Entry<String, Long>> prefixTtlSeconds = new ArrayList<>();

  private DnsSettings(
      DnsConfig config,
      String datacenter,
      boolean translateWan,
      Name domain,
      @Nullable Name altDomain,
      List<InetSocketAddress> recursors) {
    this.config = config;
    this.datacenter = datacenter.toLowerCase(Locale.ROOT);
    this.translateWan = translateWan;
    this.domain = domain;
    this.altDomain = altDomain;
    this.recursors = List.copyOf(recursors);
    nodeTtlSeconds = config.nodeTtl().toSeconds();
    for (Map.Entry<String, Duration> entry : config.serviceTtl().entrySet()) {
      String key = entry.getKey().toLowerCase(Locale.ROOT);
      long seconds = entry.getValue().toSeconds();
      if (key.endsWith("*")) {
        prefixTtlSeconds.add(Map.entry(key.substring(0, key.length() - 1), seconds));
      } else {
        serviceTtlSeconds.put(key, seconds);
      }
    }
    prefixTtlSeconds.sort((a, b) -> b.getKey().length() - a.getKey().length());
  }

  /// @param datacenter the agent's own
  /// @param translateWan whether nodes of other datacenters are given by their WAN addresses
  ///     (`translate_wan_addrs`)
  public static DnsSettings of(DnsConfig config, String datacenter, boolean translateWan) {
    List<InetSocketAddress> recursors = new ArrayList<>();
    for (String recursor : config.recursors()) {
      recursors.add(socketAddress(recursor));
    }
    try {
      String alt = config.altDomain();
      return new DnsSettings(
          config,
          datacenter,
          translateWan,
          Name.parse(config.domain()).lowerCase(),
          alt.isEmpty() || alt.equals(".") ? null : Name.parse(alt).lowerCase(),
          recursors);
    } catch (DnsFormatException noName) {
      throw new IllegalArgumentException("domain or alt_domain is no domain name", noName);
    }
  }

  /// `1.2.3.4`, `1.2.3.4:53`, `::1`, `[::1]` or `[::1]:53`.
  private static InetSocketAddress socketAddress(String text) {
    String host = text;
    int port = DEFAULT_PORT;
    int colon = text.lastIndexOf(':');
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      host = text.substring(1, Math.max(1, close));
      if (close >= 0 && close < text.length() - 1) {
        port = Integer.parseInt(text, close + 2, text.length(), 10);
      }
    } else if (colon >= 0 && text.indexOf(':') == colon) {
      host = text.substring(0, colon);
      port = Integer.parseInt(text, colon + 1, text.length(), 10);
    }
    InetAddress address = Ip.parse(host);
    if (address == null) {
      throw new IllegalArgumentException("recursor is no IP address: " + text);
    }
    return new InetSocketAddress(address, port);
  }

  public DnsConfig config() {
    return config;
  }

  String datacenter() {
    return datacenter;
  }

  boolean translateWan() {
    return translateWan;
  }

  Name domain() {
    return domain;
  }

  @Nullable Name altDomain() {
    return altDomain;
  }

  List<InetSocketAddress> recursors() {
    return recursors;
  }

  boolean hasRecursors() {
    return !recursors.isEmpty();
  }

  long nodeTtlSeconds() {
    return nodeTtlSeconds;
  }

  /// The exact name first, then the longest key ending in `*` that fits.
  long serviceTtlSeconds(String service) {
    if (serviceTtlSeconds.isEmpty() && prefixTtlSeconds.isEmpty()) {
      return 0;
    }
    String name = service.toLowerCase(Locale.ROOT);
    Long exact = serviceTtlSeconds.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, Long> entry : prefixTtlSeconds) {
      if (name.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return 0;
  }

  /// Whether the name lies in one of our domains.
  public boolean isOurs(Name name) {
    return zoneOf(name) != null;
  }

  /// Whether the name is an address written backwards.
  public static boolean isReverse(Name name) {
    return name.isWithin(ReverseName.ARPA);
  }

  /// The domain that a name lies in, the longer one if both fit, or null.
  @Nullable Name zoneOf(Name name) {
    Name alt = altDomain;
    boolean inMain = name.isWithin(domain);
    if (alt != null && name.isWithin(alt)) {
      return inMain && domain.labelCount() > alt.labelCount() ? domain : alt;
    }
    return inMain ? domain : null;
  }
}
