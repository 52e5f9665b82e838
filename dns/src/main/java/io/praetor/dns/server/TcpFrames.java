// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns.server;

import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

/// Cuts a TCP stream into DNS messages, each after two bytes of length.
final class TcpFrames extends LengthFieldBasedFrameDecoder {
  private static final int LENGTH_BYTES = 2;

  TcpFrames() {
    super(65535 + LENGTH_BYTES, 0, LENGTH_BYTES, 0, LENGTH_BYTES);
  }
}
