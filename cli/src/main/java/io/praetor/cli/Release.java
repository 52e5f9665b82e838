// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

/// What this program calls itself, and the level of Consul that its peers and clients may rely on.
final class Release {
  static final String VERSION = "0.1.0";
  static final String CONSUL_LEVEL = "1.22.5";
  static final String BUILD_DATE = "2026-01-01T00:00:00Z";
  static final int PROTOCOL = 2;
  static final int PROTOCOL_MIN = 2;
  static final int PROTOCOL_MAX = 3;

  private Release() {}
}
