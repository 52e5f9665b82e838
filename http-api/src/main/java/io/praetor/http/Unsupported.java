// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

/// Routes of Consul that this version does not serve yet. They are there so that methods, access
/// and parameters are checked as they will be, and they say plainly that the rest is missing.
final class Unsupported {
  private Unsupported() {}

  static Endpoint.Handler unsupported(String what) {
    return call -> {
      throw new ApiException(501, "Praetor does not support " + what + " yet");
    };
  }
}
