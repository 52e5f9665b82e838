// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.grpc;

/// How a call ends that has no good answer: the status and the text that the caller sees.
public final class GrpcException extends Exception {
  private static final long serialVersionUID = 1;

  private final GrpcStatus status;

  public GrpcException(GrpcStatus status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  public GrpcStatus status() {
    return status;
  }

  /// The text for the caller.
  public String text() {
    return String.valueOf(getMessage());
  }
}
