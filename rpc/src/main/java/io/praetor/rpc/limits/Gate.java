// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.limits;

import io.praetor.rpc.Method;

/// Decides whether a call may go on. Any thread; returns at once.
@FunctionalInterface
public interface Gate {
  /// @throws io.praetor.rpc.ConsulException when there are too many
  void enter(Method<?, ?> method);

  /// Whether every call passes now without being counted.
  default boolean isOpen() {
    return false;
  }
}
