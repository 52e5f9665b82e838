// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import io.praetor.wire.GoDuration;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A part of [DebugView] in the making: names and values in the forms that JSON has.
final class DebugTree {
  /// What stands in the place of a secret.
  static final String HIDDEN = "hidden";

  private final Map<String, @Nullable Object> names = new TreeMap<>();

  void put(String name, @Nullable Object value) {
    names.put(name, plain(value));
  }

  Map<String, @Nullable Object> names() {
    return names;
  }

  /// Values of the records in the forms that JSON has.
  static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Duration duration -> GoDuration.format(duration);
      case InetSocketAddress address ->
          "tcp://" + Ip.hostPort(address.getAddress(), address.getPort());
      case InetAddress address -> Ip.text(address);
      case ListenAddress address -> address.toString();
      case Cidr cidr -> cidr.toString();
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(element -> copy.add(plain(element)));
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new TreeMap<>();
        map.forEach((key, element) -> copy.put(key.toString(), plain(element)));
        yield copy;
      }
      default -> value;
    };
  }

  /// A map of names and values in turn.
  static Map<String, @Nullable Object> tree(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], plain(pairs[i + 1]));
    }
    return map;
  }
}
