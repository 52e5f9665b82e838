// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import org.jspecify.annotations.Nullable;

/// What a transaction can do to a node, service or check, by its name on the wire.
enum CatalogVerb {
  GET("get"),
  SET("set"),
  CAS("cas"),
  DELETE("delete"),
  DELETE_CAS("delete-cas");

  private final String wireName;

  CatalogVerb(String wireName) {
    this.wireName = wireName;
  }

  static @Nullable CatalogVerb of(String wireName) {
    for (CatalogVerb verb : values()) {
      if (verb.wireName.equals(wireName)) {
        return verb;
      }
    }
    return null;
  }
}
