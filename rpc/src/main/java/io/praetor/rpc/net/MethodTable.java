// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds methods by the names that peers call them by.
public final class MethodTable {
  private final Map<String, Method<?, ?>> methods = new HashMap<>();
  private final Set<String> services = new HashSet<>();

  public MethodTable(List<Method<?, ?>> all) {
    for (Method<?, ?> method : all) {
      if (methods.put(method.name(), method) != null) {
        throw new IllegalArgumentException("two methods " + method.name());
      }
      services.add(service(method.name()));
    }
  }

  /// @throws ConsulException with net/rpc's text when there is no such method
  Method<?, ?> find(String name) {
    Method<?, ?> method = methods.get(name);
    if (method != null) {
      return method;
    }
    if (name.lastIndexOf('.') < 0) {
      throw new ConsulException("rpc: service/method request ill-formed: " + name);
    }
    String what = services.contains(service(name)) ? "method" : "service";
    throw new ConsulException("rpc: can't find " + what + " " + name);
  }

  private static String service(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }
}
