// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import org.jspecify.annotations.Nullable;

/// What can be done to a key, by its name on the wire. `KVS.Apply` takes the first seven, a
/// transaction all.
public enum KvOp {
  SET("set"),
  DELETE("delete"),
  DELETE_CAS("delete-cas"),
  DELETE_TREE("delete-tree"),
  CAS("cas"),
  LOCK("lock"),
  UNLOCK("unlock"),
  GET("get"),
  GET_OR_EMPTY("get-or-empty"),
  GET_TREE("get-tree"),
  CHECK_SESSION("check-session"),
  CHECK_INDEX("check-index"),
  CHECK_NOT_EXISTS("check-not-exists");

  private final String wireName;

  KvOp(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public static @Nullable KvOp of(String wireName) {
    for (KvOp op : values()) {
      if (op.wireName.equals(wireName)) {
        return op;
      }
    }
    return null;
  }

  /// Whether it changes nothing, so that it needs no log entry.
  public boolean isRead() {
    return switch (this) {
      case SET, DELETE, DELETE_CAS, DELETE_TREE, CAS, LOCK, UNLOCK -> false;
      case GET, GET_OR_EMPTY, GET_TREE, CHECK_SESSION, CHECK_INDEX, CHECK_NOT_EXISTS -> true;
    };
  }
}
