// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.config.RuntimeConfig;
import io.praetor.gossip.core.packet.Keyring;
import io.praetor.gossip.core.packet.Security;
import io.praetor.gossip.transport.KeyringFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the gossip keys of a pool come from: its keyring file once there is one, else `encrypt`,
/// which then begins the file.
final class Keyrings {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private Keyrings() {}

  /// The file of a pool, or null where keys stay in memory.
  static @Nullable Path file(RuntimeConfig config, boolean wan) {
    String dataDir = config.node().dataDir();
    return dataDir.isEmpty() || config.gossip().disableKeyringFile()
        ? null
        : Path.of(dataDir).resolve("serf").resolve(wan ? "remote.keyring" : "local.keyring");
  }

  /// @throws IOException when the file cannot be read or written, or the key is none
  static Security load(RuntimeConfig config, @Nullable Path file) throws IOException {
    return new Security(
        ring(config.gossip().encryptKey(), file),
        config.gossip().encryptVerifyIncoming(),
        config.gossip().encryptVerifyOutgoing(),
        "");
  }

  private static Keyring ring(String key, @Nullable Path file) throws IOException {
    if (file != null && Files.exists(file)) {
      Keyring kept = KeyringFile.read(file);
      if (!key.isEmpty() && !kept.base64().contains(key)) {
        LOG.warn("keyring exists but -encrypt given, using keyring: keyring={}", file);
      }
      return kept;
    }
    if (key.isEmpty()) {
      return Keyring.NONE;
    }
    Keyring ring;
    try {
      ring = Keyring.ofBase64(List.of(key));
    } catch (IllegalArgumentException e) {
      throw new IOException("Failed to configure keyring: " + e.getMessage(), e);
    }
    if (file != null) {
      KeyringFile.write(file, ring);
    }
    return ring;
  }
}
