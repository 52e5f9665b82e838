// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

/// A write that was begun without waiting was surely not done, as leadership was lost in between. To be
/// made again by a caller that can wait.
public final class NothingDoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NothingDoneException(ConsulException reason) {
    super(reason.text(), reason, false, false);
  }
}
