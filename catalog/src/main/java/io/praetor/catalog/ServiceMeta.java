// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import java.util.Map;
import java.util.regex.Pattern;

/// The limits of a service's metadata, with Consul's texts. The state checks them for every
/// registration; agents check the same before they send one.
public final class ServiceMeta {
  private static final int MAX_PAIRS = 64;
  private static final int MAX_KEY = 128;
  private static final int MAX_VALUE = 512;
  private static final String RESERVED = "consul-";
  private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9_-]+");

  private ServiceMeta() {}

  static void validate(String node, NodeService service) {
    Map<String, String> meta = service.meta();
    String fault = meta == null ? "" : fault(meta);
    if (!fault.isEmpty()) {
      throw new CatalogException(
          "failed inserting service: Invalid Service Meta for node "
              + node
              + " and serviceID "
              + service.id()
              + ": "
              + fault);
    }
  }

  /// What is wrong with the metadata, or an empty text.
  public static String fault(Map<String, String> meta) {
    if (meta.size() > MAX_PAIRS) {
      return "Node metadata cannot contain more than " + MAX_PAIRS + " key/value pairs";
    }
    for (Map.Entry<String, String> pair : meta.entrySet()) {
      String fault = fault(pair.getKey(), pair.getValue());
      if (!fault.isEmpty()) {
        return "Couldn't load metadata pair ('"
            + pair.getKey()
            + "', '"
            + pair.getValue()
            + "'): "
            + fault;
      }
    }
    return "";
  }

  private static String fault(String key, String value) {
    if (key.isEmpty()) {
      return "Key cannot be blank";
    }
    if (!KEY.matcher(key).matches()) {
      return "Key contains invalid characters";
    }
    if (key.length() > MAX_KEY) {
      return "Key is too long (limit: " + MAX_KEY + " characters)";
    }
    if (key.startsWith(RESERVED)) {
      return "Key prefix '" + RESERVED + "' is reserved for internal use";
    }
    return value.length() > MAX_VALUE
        ? "Value is too long (limit: " + MAX_VALUE + " characters)"
        : "";
  }
}
