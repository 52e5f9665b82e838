// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.catalog.CatalogKeys.lower;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What queries select by. Pure.
final class Matching {
  private Matching() {}

  /// Whether all pairs are in the metadata.
  static boolean meta(@Nullable Map<String, String> meta, Map<String, String> wanted) {
    if (wanted.isEmpty()) {
      return true;
    }
    return meta != null && meta.entrySet().containsAll(wanted.entrySet());
  }

  /// Whether all tags are there, without regard to case.
  static boolean tags(@Nullable List<String> tags, List<String> wanted) {
    if (wanted.isEmpty()) {
      return true;
    }
    return tags != null
        && wanted.stream().allMatch(tag -> tags.stream().anyMatch(own -> same(own, tag)));
  }

  private static boolean same(String a, String b) {
    return lower(a).equals(lower(b));
  }

  static boolean node(@Nullable Node node, Map<String, String> wanted) {
    return node != null && meta(node.meta(), wanted);
  }

  /// An instance as the request wants it.
  static boolean instance(ServiceRow row, @Nullable Node node, ServiceSpecificRequest request) {
    Map<String, String> meta = request.nodeMetaFilters();
    return node(node, meta == null ? Map.of() : meta)
        && tags(row.service().tags(), request.wantedTags())
        && (request.serviceAddress().isEmpty()
            || row.service().address().equals(request.serviceAddress()));
  }
}
