// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import io.praetor.rpc.Snapshots;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.List;

/// Sends each save and restore to where {@link Routes} say. Nothing is tried again: whoever restores a
/// file has it at hand, and half a restore is nothing to guess about.
public final class ForwardingSnapshots implements Snapshots {
  private final Routes routes;
  private final Snapshots local;
  private final Remote remote;

  /// Snapshots of other servers.
  @FunctionalInterface
  public interface Remote {
    /// @param datacenter empty for the own one
    Snapshots to(String datacenter, InetSocketAddress server);
  }

  /// @param local of this server, for the routes that end here
  public ForwardingSnapshots(Routes routes, Snapshots local, Remote remote) {
    this.routes = routes;
    this.local = local;
    this.remote = remote;
  }

  private Snapshots at(Request request, Need need) {
    return switch (routes.route(request.datacenter(), need)) {
      case Route.Here here -> local;
      case Route.There(InetSocketAddress server) -> remote.to("", server);
      case Route.Elsewhere(String datacenter, List<InetSocketAddress> servers) ->
          remote.to(datacenter, servers.getFirst());
      case Route.Nowhere nowhere -> throw nowhere.reason();
    };
  }

  @Override
  public Saved save(Request request) throws InterruptedException, IOException {
    return at(request, request.allowStale() ? Need.STALE : Need.LEADER).save(request);
  }

  @Override
  public void restore(Request request, InputStream file) throws InterruptedException, IOException {
    // A server refuses a stale one itself.
    at(request, request.allowStale() ? Need.ANY : Need.LEADER).restore(request, file);
  }
}
