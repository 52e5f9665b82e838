// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When Consul takes a member for one of its servers: the tags say so, and every number among them that
/// matters can be read. One bad number and it is none, as observed in Consul 1.22.5.
public final class ServerTags {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern HOST_PORT = Pattern.compile("(\\[[^\\]]*\\]|[^:]*):[+-]?\\d{1,18}");

  private ServerTags() {}

  /// Whether a member with these tags is a server.
  public static boolean valid(Map<String, String> tags) {
    return "consul".equals(tags.get("role"))
        && isNumber(tags.get("port"))
        && isNumber(tags.get("vsn"))
        && VERSION.matcher(tags.getOrDefault("build", "")).find()
        && isNumberOrMissing(tags.get("expect"))
        && isNumberOrMissing(tags.get("wan_join_port"))
        && isNumberOrMissing(tags.get("raft_vsn"))
        && tags.entrySet().stream().allMatch(tag -> feature(tag.getKey(), tag.getValue()))
        && grpc(tags.get("grpc_port"), tags.get("grpc_tls_port"));
  }

  private static boolean feature(String name, String value) {
    if (name.startsWith("sl_")) {
      return HOST_PORT.matcher(value).matches();
    }
    return !name.startsWith("ft_") || isNumber(value);
  }

  /// Who names gRPC ports names at least one that can be used.
  private static boolean grpc(@Nullable String plain, @Nullable String tls) {
    return (plain == null && tls == null) || isPositive(plain) || isPositive(tls);
  }

  private static boolean isPositive(@Nullable String text) {
    return isNumber(text) && Long.parseLong(text) > 0;
  }

  private static boolean isNumberOrMissing(@Nullable String text) {
    return text == null || isNumber(text);
  }

  private static boolean isNumber(@Nullable String text) {
    return text != null && NUMBER.matcher(text).matches();
  }

  /// Whether the build that a member announces is at least that version; false when it cannot be read.
  static boolean isAtLeast(Map<String, String> tags, int major, int minor, int patch) {
    Optional<MatchResult> build =
        VERSION.matcher(tags.getOrDefault("build", "")).results().findFirst();
    int[] wanted = {major, minor, patch};
    for (int i = 0; build.isPresent() && i < wanted.length; i++) {
      String digits = build.get().group(i + 1);
      int order = digits.length() > 9 ? 1 : Integer.compare(Integer.parseInt(digits), wanted[i]);
      if (order != 0) {
        return order > 0;
      }
    }
    return build.isPresent();
  }
}
