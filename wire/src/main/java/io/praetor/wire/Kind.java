// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

/// What the next value of a decoder is. Msgpack's string and byte forms are both `STRING`: Consul's
/// codec writes them alike.
public enum Kind {
  NIL,
  BOOL,
  INTEGER,
  FLOAT,
  STRING,
  ARRAY,
  MAP
}
