// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Saving and restoring the whole state of the servers, as files in Consul's format. Calls wait and
/// belong on virtual threads.
public interface Snapshots {
  /// @param datacenter empty for the own one
  /// @param allowStale save what this server has, even if it does not lead
  record Request(String datacenter, String token, boolean allowStale) {}

  /// A state as of one moment, ready to be streamed once.
  interface Saved extends AutoCloseable {
    QueryMeta meta();

    void writeTo(OutputStream out) throws IOException;

    @Override
    void close() throws IOException;
  }

  /// @throws ConsulException with Consul's text, when it is refused or cannot be done
  Saved save(Request request) throws InterruptedException, IOException;

  /// Replaces the state of all servers; returns when the leader has the new state and its duties.
  ///
  /// @throws ConsulException with Consul's text, when it is refused, the file is no snapshot, or it
  ///     is not known whether it was done
  /// @throws IOException when the file cannot be read from its source
  void restore(Request request, InputStream file) throws InterruptedException, IOException;

  /// Of an agent that knows no server.
  Snapshots NONE =
      new Snapshots() {
        @Override
        public Saved save(Request request) {
          throw new ConsulException("No known Consul servers");
        }

        @Override
        public void restore(Request request, InputStream file) {
          throw new ConsulException("No known Consul servers");
        }
      };
}
