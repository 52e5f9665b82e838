// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.grpc;

/// The status codes of gRPC that this program sends.
public enum GrpcStatus {
  OK(0),
  UNKNOWN(2),
  INVALID_ARGUMENT(3),
  RESOURCE_EXHAUSTED(8),
  ABORTED(10),
  UNIMPLEMENTED(12),
  INTERNAL(13),
  UNAVAILABLE(14);

  private final int code;

  GrpcStatus(int code) {
    this.code = code;
  }

  /// As it is on the wire.
  public int code() {
    return code;
  }
}
