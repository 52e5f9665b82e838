// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.archive;

/// A file that is no whole snapshot. The text is for whoever sent it.
public final class ArchiveException extends Exception {
  private static final long serialVersionUID = 1L;

  ArchiveException(String message) {
    super(message, null, false, false);
  }
}
