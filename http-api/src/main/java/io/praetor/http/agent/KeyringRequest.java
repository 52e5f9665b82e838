// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.agent;

/// What `/v1/operator/keyring` asks of the gossip pools.
///
/// @param key base64, empty for `LIST`
/// @param relayFactor how many other members also carry each answer, 0 to 5
/// @param localOnly only the LAN pool
public record KeyringRequest(Operation operation, String key, int relayFactor, boolean localOnly) {
  /// What is done with the key.
  public enum Operation {
    LIST,
    INSTALL,
    USE,
    REMOVE
  }

  /// Keys are secret.
  @Override
  public String toString() {
    return "KeyringRequest[" + operation + "]";
  }
}
