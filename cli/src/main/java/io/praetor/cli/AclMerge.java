// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/// Adds grants to those that a token or role has, without the ones that it has already. Pure.
final class AclMerge {
  private AclMerge() {}

  /// Links to policies or roles: the same id or the same name is the same.
  static List<Json> links(List<Json> before, List<Json> more) {
    return merged(before, more, (a, b) -> isSame(a, b, "ID") || isSame(a, b, "Name"));
  }

  /// A service twice has the datacenters that were named last.
  static List<Json> services(List<Json> before, List<Json> more) {
    return merged(before, more, (a, b) -> isSame(a, b, "ServiceName"));
  }

  static List<Json> nodes(List<Json> before, List<Json> more) {
    return merged(before, more, (a, b) -> isSame(a, b, "NodeName") && isSame(a, b, "Datacenter"));
  }

  private static boolean isSame(Json a, Json b, String field) {
    return !a.text(field).isEmpty() && a.text(field).equals(b.text(field));
  }

  private static List<Json> merged(
      List<Json> before, List<Json> more, BiPredicate<Json, Json> same) {
    List<Json> all = new ArrayList<>(before);
    for (Json one : more) {
      if (all.stream().noneMatch(other -> same.test(other, one))) {
        all.add(one);
      }
    }
    return all;
  }
}
