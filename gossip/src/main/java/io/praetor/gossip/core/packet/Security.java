// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

/// How a pool wraps what it sends. Immutable; a changed keyring makes a new one.
///
/// @param verifyIncoming whether what cannot be decrypted is refused
/// @param verifyOutgoing whether what is sent is encrypted, when there is a key
/// @param label empty for none, else at most 255 bytes
public record Security(
    Keyring keyring, boolean verifyIncoming, boolean verifyOutgoing, String label) {
  public static final Security NONE = new Security(Keyring.NONE, true, true, "");

  public Security {
    if (label.length() > 255) {
      throw new IllegalArgumentException("label is longer than 255 bytes");
    }
  }

  public Security with(Keyring changed) {
    return new Security(changed, verifyIncoming, verifyOutgoing, label);
  }

  boolean encrypts() {
    return !keyring.isEmpty() && verifyOutgoing;
  }

  /// What wrapping costs of a packet's room.
  public int overhead() {
    int labelled = label.isEmpty() ? 0 : 2 + label.length();
    return labelled + (keyring.isEmpty() ? 0 : Gcm.OVERHEAD);
  }
}
