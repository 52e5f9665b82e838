// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

/// The disk, or what is on it, cannot be trusted. The message names the place and what to do about
/// it; whoever catches this stops the server, because going on could lose what was acknowledged.
public final class StorageException extends RuntimeException {
  public StorageException(String message) {
    super(message);
  }

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
