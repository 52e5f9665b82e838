// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/// `keygen`: a fresh key for the encryption of gossip, 32 random bytes in base64.
final class KeygenCommand extends Command {
  private static final int KEY_BYTES = 32;

  @Override
  String synopsis() {
    return "Generate a gossip encryption key";
  }

  @Override
  String usage() {
    return "keygen";
  }

  @Override
  String details() {
    return "Prints a new random key for the agent's -encrypt flag.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    terminal.out().print(Base64.getEncoder().encodeToString(key) + "\n");
    return 0;
  }
}
