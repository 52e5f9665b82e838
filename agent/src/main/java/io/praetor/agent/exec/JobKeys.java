// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.exec;

import io.praetor.kv.DirEntry;
import io.praetor.kv.KvOp;
import io.praetor.kv.KvsRequest;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.KvMethods;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The keys by which whoever asks and the nodes that run a job speak with each other.
interface JobKeys {
  /// The job, if it is still there.
  ///
  /// @throws ConsulException when the servers cannot be asked
  Optional<Bytes> job(ExecRequest request) throws InterruptedException;

  /// Writes a piece of this node's answer; false when the session is gone, so that nobody reads it.
  ///
  /// @throws ConsulException when the servers cannot be asked
  boolean answer(ExecRequest request, String suffix, Bytes value) throws InterruptedException;

  /// The keys as the servers have them. The job is read from whichever server is asked, for many nodes
  /// ask at once; only if that one does not have it yet, from the leader.
  ///
  /// @param token the agent's own at the moment of each call
  record Replicated(Rpc rpc, String datacenter, String node, Supplier<String> token)
      implements JobKeys {
    @Override
    public Optional<Bytes> job(ExecRequest request) throws InterruptedException {
      Optional<Bytes> near = read(request, QueryOptions.STALE);
      return near.isPresent() ? near : read(request, QueryOptions.DEFAULT);
    }

    private Optional<Bytes> read(ExecRequest request, QueryOptions options)
        throws InterruptedException {
      List<DirEntry> found =
          rpc.read(
                  KvMethods.GET,
                  new KvMethods.KeyRequest(request.jobKey()),
                  options.withDatacenter(datacenter).withToken(token.get()))
              .value();
      return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst().value());
    }

    @Override
    public boolean answer(ExecRequest request, String suffix, Bytes value)
        throws InterruptedException {
      DirEntry entry =
          DirEntry.of(request.answerKey(node, suffix), value, 0).withSession(request.session());
      return rpc.write(
          KvMethods.APPLY,
          KvsRequest.of(KvOp.LOCK, entry),
          new WriteOptions(token.get(), datacenter));
    }
  }
}
