// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

/// Bytes from a peer that are not what they should be. The message says what, and never holds keys.
public final class PacketException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PacketException(String message) {
    super(message, null, false, false);
  }
}
