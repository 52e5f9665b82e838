// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/// Cuts what a peer sends into [RaftRequest]s and, after an InstallSnapshot, the pieces of exactly
/// `Size` bytes of state as [ByteBuf]s. Throws on bytes that are no raft message, after which the
/// connection is of no use.
final class RequestDecoder extends ByteToMessageDecoder {
  private final FrameScanner scanner = new FrameScanner();
  private boolean inMessage;
  private long stateBytesLeft;

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (stateBytesLeft > 0) {
      int piece = (int) Math.min(stateBytesLeft, in.readableBytes());
      stateBytesLeft -= piece;
      out.add(in.readRetainedSlice(piece));
      return;
    }
    if (!inMessage) {
      scanner.begin(1, 1);
      inMessage = true;
    }
    if (scanner.isWhole(in, in.readerIndex(), in.readableBytes())) {
      inMessage = false;
      byte[] data = new byte[scanner.length()];
      in.readBytes(data);
      RaftRequest request = RaftWire.decodeRequest(data);
      if (request instanceof RaftRequest.InstallSnapshot install) {
        stateBytesLeft = Math.max(0, install.size());
      }
      out.add(request);
    }
  }
}
