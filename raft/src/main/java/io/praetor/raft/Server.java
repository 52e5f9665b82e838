// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

/// One member of a configuration. The address is `ip:port` as last announced; the transport may
/// know a newer one.
public record Server(ServerId id, String address, Suffrage suffrage) {
  public static Server voter(String id, String address) {
    return new Server(new ServerId(id), address, Suffrage.VOTER);
  }

  public boolean isVoter() {
    return suffrage == Suffrage.VOTER;
  }

  public Server withSuffrage(Suffrage other) {
    return new Server(id, address, other);
  }
}
