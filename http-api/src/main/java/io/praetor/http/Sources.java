// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.catalog.QuerySource;
import java.util.HashMap;
import java.util.Map;

/// The parameters by which lists of the catalog are narrowed and sorted.
final class Sources {
  private Sources() {}

  /// Where `?near` counts distances from. Another datacenter has no nodes that are near to ours.
  static QuerySource near(Call call) {
    String near = call.params().get("near");
    if (near.isEmpty() || !call.options().datacenter().equals(call.config().datacenter())) {
      return QuerySource.NONE;
    }
    String node = near.equals("_agent") ? call.config().nodeName() : near;
    return new QuerySource(call.config().datacenter(), "", node, "", "", false);
  }

  /// `?node-meta=key:value`, any number of times; of the same key the last one counts.
  static Map<String, String> nodeMeta(Params params) {
    Map<String, String> wanted = new HashMap<>();
    for (String pair : params.all("node-meta")) {
      int colon = pair.indexOf(':');
      wanted.put(
          colon < 0 ? pair : pair.substring(0, colon), colon < 0 ? "" : pair.substring(colon + 1));
    }
    return wanted;
  }
}
