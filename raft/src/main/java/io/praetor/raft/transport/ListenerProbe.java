// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.util.concurrent.TimeUnit;

/// Finds out whether nobody listens at an address any more. A system that ends a process may close
/// its connections a moment before its listener, and what that still accepted breaks at once; so a
/// connection that does not hold is tried again. Everything runs on one event loop.
final class ListenerProbe {
  private static final int ATTEMPTS = 4;
  private static final int PAUSE_MILLIS = 25;
  private static final int HOLDS_MILLIS = 250;

  private final RaftDialer dialer;
  private final EventLoop loop;
  private final String address;
  private final Runnable refused;
  private int attempts;

  /// @param refused runs when the host says that nobody listens
  ListenerProbe(RaftDialer dialer, EventLoop loop, String address, Runnable refused) {
    this.dialer = dialer;
    this.loop = loop;
    this.address = address;
    this.refused = refused;
  }

  void run() {
    attempts++;
    dialer
        .dial(loop, address)
        .addListener(
            (Future<Channel> done) -> {
              if (done.isSuccess()) {
                connected(done.getNow());
              } else if (isRefusal(done.cause())) {
                refused.run();
              } else if (attempts < ATTEMPTS) {
                later();
              }
            });
  }

  private void connected(Channel channel) {
    boolean[] held = new boolean[1];
    loop.schedule(
        () -> {
          held[0] = true;
          channel.close();
        },
        HOLDS_MILLIS,
        TimeUnit.MILLISECONDS);
    channel
        .closeFuture()
        .addListener(
            gone -> {
              if (!held[0] && attempts < ATTEMPTS) {
                later();
              }
            });
  }

  private void later() {
    loop.schedule(this::run, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Java has one class for this and for networks that cannot be reached, of which only the text
  /// tells.
  private static boolean isRefusal(Throwable cause) {
    return cause instanceof ConnectException
        && String.valueOf(cause.getMessage()).contains("Connection refused");
  }
}
