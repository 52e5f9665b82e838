// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.DecodeException;
import io.praetor.wire.Struct;
import java.util.Locale;

/// What is asked of the gossip pools about their keys (Consul's KeyringRequest).
///
/// @param key base64, empty for `LIST`
/// @param forwarded by a server of another datacenter: only the LAN pool is asked, and nobody else
/// @param relayFactor how many other members also carry each answer, 0 to 5
/// @param localOnly only the LAN pool
public record KeyringRequest(
    Operation operation, String key, boolean forwarded, int relayFactor, boolean localOnly) {
  /// What is done with the key.
  public enum Operation {
    LIST,
    INSTALL,
    USE,
    REMOVE;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Operation of(String text) {
      for (Operation one : values()) {
        if (one.wire().equals(text)) {
          return one;
        }
      }
      throw DecodeException.invalid("unknown keyring operation");
    }
  }

  public static final Struct<KeyringRequest> CODEC =
      Struct.<KeyringRequest>named("KeyringRequest")
          .field("Operation", STRING, request -> request.operation().wire())
          .field("Key", STRING, KeyringRequest::key)
          .field("Forwarded", BOOL, KeyringRequest::forwarded)
          .field("RelayFactor", INT, KeyringRequest::relayFactor)
          .field("LocalOnly", BOOL, KeyringRequest::localOnly)
          .build(
              v ->
                  new KeyringRequest(
                      Operation.of(v.get(0)), v.get(1), v.get(2), v.get(3), v.get(4)));

  KeyringRequest asForwarded() {
    return new KeyringRequest(operation, key, true, relayFactor, localOnly);
  }

  /// Keys are secret.
  @Override
  public String toString() {
    return "KeyringRequest[" + operation + "]";
  }
}
