// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import java.net.InetSocketAddress;
import java.time.Duration;

/// Knows the servers. Any thread.
public interface Routes {
  /// @param datacenter whose servers are to answer; empty for the own one
  Route route(String datacenter, Need need);

  /// A call to this server did not go well; another one may be better.
  void failed(InetSocketAddress server);

  /// A call to this server of another datacenter did not go well.
  void failed(String datacenter, InetSocketAddress server);

  /// Counts what may change a route, for {@link #awaitNews}.
  long news();

  /// Returns when {@link #news} is not `seen` any more, or when the time is up.
  void awaitNews(long seen, Duration atMost) throws InterruptedException;
}
