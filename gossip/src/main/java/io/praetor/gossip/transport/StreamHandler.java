// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.praetor.gossip.core.packet.PacketException;
import io.praetor.gossip.core.packet.StreamAssembler;
import io.praetor.gossip.core.packet.StreamCodec;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Collects the one message of a stream within a time. On the channel's loop.
final class StreamHandler extends SimpleChannelInboundHandler<ByteBuf> {
  /// Who the message is for. Called on the channel's loop, once by `message` or `refused`, or by
  /// `over` without either.
  interface Owner {
    void message(byte[] wrapped);

    /// What came cannot be a message.
    void refused(String why);

    /// The stream ended, or its time did.
    void over(String why);
  }

  private final StreamBudget budget;
  private final long timeout;
  private final Owner owner;
  private final StreamAssembler assembler = new StreamAssembler();
  private boolean complete;
  private long held;
  private @Nullable Future<?> timer;

  StreamHandler(StreamBudget budget, long timeout, Owner owner) {
    super(true);
    this.budget = budget;
    this.timeout = timeout;
    this.owner = owner;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    timer =
        context
            .executor()
            .schedule(
                () -> {
                  end("i/o timeout");
                  context.close();
                },
                timeout,
                TimeUnit.NANOSECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf data) {
    if (complete) {
      return;
    }
    byte[] bytes = new byte[data.readableBytes()];
    data.readBytes(bytes);
    try {
      if (!budget.take(bytes.length)) {
        throw new PacketException("too much is being received");
      }
      held += bytes.length;
      if (assembler.feed(bytes, 0, bytes.length, StreamCodec.MAX_MESSAGE)) {
        complete = true;
        owner.message(assembler.message());
      }
    } catch (PacketException e) {
      complete = true;
      owner.refused(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    budget.give(held);
    held = 0;
    if (timer != null) {
      timer.cancel(false);
    }
    end("EOF");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end(Go.dialError(cause));
    context.close();
  }

  private void end(String why) {
    if (!complete) {
      complete = true;
      owner.over(why);
    }
  }
}
