// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.packet.Keyring;

/// Where a pool's keys are kept. Called within an input.
public interface KeyControl {
  /// For pools that cannot be encrypted.
  KeyControl NONE =
      new KeyControl() {
        @Override
        public Keyring ring() {
          return Keyring.NONE;
        }

        @Override
        public void change(Keyring changed) {
          throw new IllegalStateException("No keyring to modify");
        }
      };

  Keyring ring();

  /// Uses the keys from now on, and after a restart.
  ///
  /// @throws RuntimeException when they cannot be kept
  void change(Keyring changed);
}
