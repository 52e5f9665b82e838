// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.watches;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Records of the HTTP API as Consul's Go client writes them again: without the fields that its
/// structures do not have, and with zero values where the API leaves them out.
final class WatchShapes {
  private static final String EMPTY = "\"\"";
  private static final String ZERO = "\"0s\"";

  private WatchShapes() {}

  /// The one entry of a key, or null.
  static String firstPair(String pairs) {
    List<String> all = RawJson.elements(pairs);
    return all.isEmpty() ? "null" : pair(all.getFirst());
  }

  static String pairs(String pairs) {
    return pairs.strip().equals("null")
        ? "null"
        : RawJson.array(RawJson.elements(pairs).stream().map(WatchShapes::pair).toList());
  }

  private static String pair(String pair) {
    Map<String, String> given = RawJson.members(pair);
    Map<String, String> shaped = new LinkedHashMap<>();
    shaped.put("Key", given.getOrDefault("Key", EMPTY));
    for (String number : List.of("CreateIndex", "ModifyIndex", "LockIndex", "Flags")) {
      shaped.put(number, given.getOrDefault(number, "0"));
    }
    shaped.put("Value", given.getOrDefault("Value", "null"));
    shaped.put("Session", given.getOrDefault("Session", EMPTY));
    for (String name : List.of("Namespace", "Partition")) {
      if (given.containsKey(name)) {
        shaped.put(name, given.getOrDefault(name, EMPTY));
      }
    }
    return RawJson.object(shaped);
  }

  static String checks(String checks) {
    return RawJson.array(RawJson.elements(checks).stream().map(WatchShapes::check).toList());
  }

  private static String check(String check) {
    Map<String, String> shaped = RawJson.members(check);
    List.of("Interval", "Timeout", "PeerName").forEach(shaped::remove);
    shaped.put("Definition", definition(shaped.getOrDefault("Definition", "null")));
    return RawJson.object(shaped);
  }

  private static String definition(String definition) {
    Map<String, String> given = RawJson.members(definition);
    Map<String, String> shaped = new LinkedHashMap<>();
    for (String name : List.of("Interval", "Timeout", "DeregisterCriticalServiceAfter")) {
      shaped.put(name, given.getOrDefault(name, ZERO));
    }
    shaped.put("HTTP", given.getOrDefault("HTTP", EMPTY));
    shaped.put("Header", given.getOrDefault("Header", "null"));
    for (String name : List.of("Method", "Body", "TLSServerName")) {
      shaped.put(name, given.getOrDefault(name, EMPTY));
    }
    shaped.put("TLSSkipVerify", given.getOrDefault("TLSSkipVerify", "false"));
    shaped.put("TCP", given.getOrDefault("TCP", EMPTY));
    shaped.put("TCPUseTLS", given.getOrDefault("TCPUseTLS", "false"));
    for (String name : List.of("UDP", "GRPC", "OSService")) {
      shaped.put(name, given.getOrDefault(name, EMPTY));
    }
    shaped.put("GRPCUseTLS", given.getOrDefault("GRPCUseTLS", "false"));
    return RawJson.object(shaped);
  }

  static String serviceEntries(String entries) {
    return RawJson.array(
        RawJson.elements(entries).stream().map(WatchShapes::serviceEntry).toList());
  }

  private static String serviceEntry(String entry) {
    Map<String, String> given = RawJson.members(entry);
    Map<String, String> shaped = new LinkedHashMap<>();
    shaped.put("Node", given.getOrDefault("Node", "null"));
    shaped.put("Service", service(given.getOrDefault("Service", "null")));
    shaped.put("Checks", checks(given.getOrDefault("Checks", "[]")));
    return RawJson.object(shaped);
  }

  private static String service(String service) {
    Map<String, String> shaped = RawJson.members(service);
    shaped.putIfAbsent("Port", "0");
    shaped.remove("PeerName", EMPTY);
    String proxy = shaped.get("Proxy");
    if (proxy != null) {
      Map<String, String> members = RawJson.members(proxy);
      members.remove("Mode", EMPTY);
      shaped.put("Proxy", RawJson.object(members));
    }
    return RawJson.object(shaped);
  }

  /// Those of a list of events that came after the one of an index.
  static String eventsAfter(String events, String index) {
    List<String> all = RawJson.elements(events);
    for (int i = 0; i < all.size(); i++) {
      if (eventIndex(RawJson.members(all.get(i)).getOrDefault("ID", EMPTY)).equals(index)) {
        return RawJson.array(all.subList(i + 1, all.size()));
      }
    }
    return RawJson.array(all);
  }

  /// The index of an event is made of its id.
  private static String eventIndex(String quotedId) {
    String digits = quotedId.replaceAll("[\"-]", "");
    if (!digits.matches("[0-9a-f]{32}")) {
      return "";
    }
    long upper = Long.parseUnsignedLong(digits.substring(0, 16), 16);
    long lower = Long.parseUnsignedLong(digits.substring(16), 16);
    return Long.toUnsignedString(upper ^ lower);
  }
}
