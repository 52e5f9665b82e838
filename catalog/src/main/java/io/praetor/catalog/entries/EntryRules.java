// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.wire.GoQuote;
import io.praetor.wire.Msgpack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a server does with an entry before it is written, and the checks that several kinds share.
/// The texts of refusals are Consul's, as observed.
public final class EntryRules {
  static final Set<String> HTTP_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE");

  private static final Set<String> HTTP_PROTOCOLS = Set.of("http", "http2", "grpc");
  private static final int MAX_META = 64;
  private static final int MAX_META_KEY = 128;
  private static final int MAX_META_VALUE = 512;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private EntryRules() {}

  /// The entry as the log has it: made regular, checked by itself, with its hash.
  ///
  /// @throws EntryException with Consul's text
  public static ConfigEntry prepare(ConfigEntry entry) {
    List<String> faults = metaFaults(entry.meta());
    if (!faults.isEmpty()) {
      throw EntryException.of(faults);
    }
    notControlled(entry);
    ConfigEntry normal = entry.type().normalise(entry.withDefaultName());
    if (normal.body() instanceof ServiceIntentions intentions) {
      normal = normal.withBody(IntentionRules.normal(normal.name(), intentions));
    }
    normal.type().check(normal);
    return normal.withHash(hash(normal));
  }

  /// The entry that a delete names.
  ///
  /// @throws EntryException with Consul's text
  public static ConfigEntry prepareDelete(ConfigEntry entry) {
    notControlled(entry);
    return entry;
  }

  private static void notControlled(ConfigEntry entry) {
    require(
        entry.type() != EntryKinds.BOUND_API_GATEWAY,
        "Permission denied: only writeable by controller");
  }

  /// FNV-1a over the entry without its indexes. Consul hashes otherwise; servers only compare the
  /// hashes that a leader has written.
  private static long hash(ConfigEntry entry) {
    byte[] content = Msgpack.write(entry.type().codec(), entry.withHash(0).withIndexes(0, 0));
    long hash = FNV_OFFSET;
    for (byte b : content) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash == 0 ? 1 : hash;
  }

  private static List<String> metaFaults(@Nullable Map<String, String> meta) {
    List<String> faults = new ArrayList<>();
    if (meta == null) {
      return faults;
    }
    if (meta.size() > MAX_META) {
      faults.add("Meta exceeds maximum element count " + MAX_META);
    }
    meta.forEach(
        (key, value) -> {
          if (bytes(key) > MAX_META_KEY) {
            faults.add(
                "Meta key " + GoQuote.quote(key) + " exceeds maximum length " + MAX_META_KEY);
          }
          if (bytes(value) > MAX_META_VALUE) {
            faults.add(
                "Meta value for key "
                    + GoQuote.quote(key)
                    + " exceeds maximum length "
                    + MAX_META_VALUE);
          }
        });
    return faults;
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  static void require(boolean holds, String text) {
    if (!holds) {
      throw new EntryException(text);
    }
  }

  static void name(ConfigEntry entry) {
    require(!entry.name().isEmpty(), "Name is required");
  }

  /// What Consul says about a missing name where only its tables notice.
  static void storedName(ConfigEntry entry) {
    require(!entry.name().isEmpty(), "serviceName is required");
  }

  static boolean isHttp(String protocol) {
    return HTTP_PROTOCOLS.contains(protocol.toLowerCase(Locale.ROOT));
  }

  static int count(boolean... set) {
    int count = 0;
    for (boolean one : set) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /// Upper case, as methods are compared; null stays null.
  static @Nullable List<String> upper(@Nullable List<String> methods) {
    return methods == null
        ? null
        : methods.stream().map(method -> method.toUpperCase(Locale.ROOT)).toList();
  }

  static void methods(String where, List<String> methods) {
    Set<String> seen = new java.util.HashSet<>();
    for (String method : methods) {
      require(
          HTTP_METHODS.contains(method),
          where + " contains an invalid method " + GoQuote.quote(method));
      require(seen.add(method), where + " contains " + GoQuote.quote(method) + " more than once");
    }
  }
}
