// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// Flags that cannot be read. The message is the one that Consul prints above its usage text.
public final class FlagException extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean help;

  FlagException(String message, boolean help) {
    super(message);
    this.help = help;
  }

  /// Whether the flags asked for help, which is no error.
  public boolean isHelp() {
    return help;
  }
}
