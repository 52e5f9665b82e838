// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import io.praetor.wire.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a prepared query must be like before it is logged.
public final class PreparedQueryRules {
  /// What a token is shown as to those who may not see it.
  public static final String REDACTED_TOKEN = "<hidden>";

  private static final int MAX_META_PAIRS = 64;
  private static final int MAX_META_KEY = 128;
  private static final int MAX_META_VALUE = 512;
  private static final Pattern META_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  private PreparedQueryRules() {}

  /// Why a query is refused; null when it is good.
  public static @Nullable String fault(PreparedQuery query) {
    if (query.name().isEmpty() && !query.isTemplate() && query.session().isEmpty()) {
      return "Must be bound to a session";
    }
    if (query.token().equals(REDACTED_TOKEN)) {
      return "Bad Token '"
          + REDACTED_TOKEN
          + "', it looks like a query definition with a redacted token was submitted";
    }
    String fault = fault(query.service());
    return fault == null ? ttlFault(query.dns().ttl()) : fault;
  }

  private static @Nullable String fault(ServiceQuery service) {
    if (service.service().isEmpty()) {
      return "Must provide a Service name to query";
    }
    QueryFailoverOptions failover = service.failover();
    if (failover.nearestN() < 0) {
      return "Bad NearestN '" + failover.nearestN() + "', must be >= 0";
    }
    if (!none(failover.targets()) && (failover.nearestN() != 0 || !none(failover.datacenters()))) {
      return "Targets cannot be populated with NearestN or Datacenters";
    }
    String fault = metaFault(service.nodeMeta());
    if (fault == null && !service.samenessGroup().isEmpty()) {
      return "sameness-groups are an enterprise-only feature";
    }
    return fault;
  }

  private static boolean none(@Nullable List<?> values) {
    return values == null || values.isEmpty();
  }

  private static @Nullable String metaFault(@Nullable Map<String, String> meta) {
    if (meta == null) {
      return null;
    }
    if (meta.size() > MAX_META_PAIRS) {
      return "Node metadata cannot contain more than " + MAX_META_PAIRS + " key/value pairs";
    }
    for (Map.Entry<String, String> pair : meta.entrySet()) {
      String fault = pairFault(pair.getKey(), pair.getValue());
      if (fault != null) {
        return "Couldn't load metadata pair ('"
            + pair.getKey()
            + "', '"
            + pair.getValue()
            + "'): "
            + fault;
      }
    }
    return null;
  }

  private static @Nullable String pairFault(String key, String value) {
    if (key.isEmpty()) {
      return "Key cannot be blank";
    }
    if (!META_KEY.matcher(key).matches()) {
      return "Key contains invalid characters";
    }
    if (key.length() > MAX_META_KEY) {
      return "Key is too long (limit: " + MAX_META_KEY + " characters)";
    }
    return value.length() > MAX_META_VALUE
        ? "Value is too long (limit: " + MAX_META_VALUE + " characters)"
        : null;
  }

  private static @Nullable String ttlFault(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      Duration ttl = GoDuration.parse(text);
      return ttl.isNegative() ? "DNS TTL '" + GoDuration.nanos(ttl) + "', must be >=0" : null;
    } catch (GoDuration.InvalidDuration e) {
      return "Bad DNS TTL '" + text + "': " + e.getMessage();
    }
  }
}
