// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

/// The name of a server in the cluster: Consul's node id. Addresses may change under it, the id
/// stays, so votes and configurations are compared by this value alone.
public record ServerId(String value) implements Comparable<ServerId> {
  public ServerId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a server id must not be empty");
    }
  }

  @Override
  public int compareTo(ServerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
