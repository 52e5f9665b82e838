// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

/// What every write may carry beside its own arguments (Consul's WriteRequest, plus the datacenter).
public record WriteOptions(String token, String datacenter) {
  public static final WriteOptions DEFAULT = new WriteOptions("", "");
}
