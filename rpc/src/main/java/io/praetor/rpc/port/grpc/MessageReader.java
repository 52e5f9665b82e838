// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port.grpc;

import io.netty.buffer.ByteBuf;
import io.praetor.rpc.grpc.GrpcException;
import io.praetor.rpc.grpc.GrpcStatus;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects the one message of a request: a byte that says whether it is compressed, four of
/// length, and the message. One thread.
final class MessageReader {
  /// Requests are small: names, a token and an index.
  static final int MAX_BYTES = 64 * 1024;

  static final int PREFIX = 5;

  private byte[] held = new byte[256];
  private int size;

  /// Takes what has come and returns the message once it is whole. What follows it is ignored.
  ///
  /// @throws GrpcException when it is compressed or larger than any request
  byte @Nullable [] add(ByteBuf data) throws GrpcException {
    int fits = Math.min(data.readableBytes(), PREFIX + MAX_BYTES - size);
    if (held.length - size < fits) {
      held = Arrays.copyOf(held, Math.max(size + fits, held.length * 2));
    }
    data.readBytes(held, size, fits);
    size += fits;
    if (size < PREFIX) {
      return null;
    }
    if (held[0] != 0) {
      throw new GrpcException(
          GrpcStatus.INTERNAL, "grpc: compressed flag set with identity or empty encoding");
    }
    long length =
        (held[1] & 0xffL) << 24 | (held[2] & 0xff) << 16 | (held[3] & 0xff) << 8 | held[4] & 0xff;
    if (length > MAX_BYTES) {
      throw new GrpcException(
          GrpcStatus.RESOURCE_EXHAUSTED,
          "grpc: received message larger than max (" + length + " vs. " + MAX_BYTES + ")");
    }
    return size < PREFIX + length ? null : Arrays.copyOfRange(held, PREFIX, PREFIX + (int) length);
  }
}
