// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.raft.ProposalFailure;
import io.praetor.raft.RaftNode;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotMeta;
import io.praetor.rpc.archive.ArchiveException;
import io.praetor.rpc.archive.SnapshotArchive;
import io.praetor.wire.DecodeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Snapshots of this server's own state, and restores by this server as the leader. One restore at a
/// time.
public final class ServerSnapshots implements Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.snapshot");

  private final RaftNode raft;
  private final SnapshotFormat format;
  private final String datacenter;
  private final Path spool;
  private final InstantSource clock;
  private final Restored restored;
  private final ReentrantLock restoring = new ReentrantLock();

  /// Takes up the leader's duties anew, as what they were begun with is gone.
  @FunctionalInterface
  public interface Restored {
    void leadAgain() throws InterruptedException;
  }

  /// @param spool a directory for the state of a file while it is looked at
  public ServerSnapshots(
      RaftNode raft,
      SnapshotFormat format,
      String datacenter,
      Path spool,
      InstantSource clock,
      Restored restored) {
    this.raft = raft;
    this.format = format;
    this.datacenter = datacenter;
    this.spool = spool;
    this.clock = clock;
    this.restored = restored;
  }

  @Override
  public Saved save(Request request) throws InterruptedException, IOException {
    check(request);
    if (!request.allowStale()) {
      await(raft.readBarrier());
    }
    Snapshot snapshot = await(raft.snapshot());
    boolean leads = raft.isLeader();
    QueryMeta meta =
        new QueryMeta(
            Math.max(1, snapshot.meta().index()),
            Duration.ofMillis(leads ? 0 : Math.max(0, raft.lastContactMillis())),
            leads || raft.leader().isPresent(),
            request.allowStale() ? "stale" : "leader",
            false);
    // Opened now: a newer snapshot may put an end to the file's name.
    return new Streaming(meta, snapshot.meta(), snapshot.open(), clock.instant().getEpochSecond());
  }

  private record Streaming(QueryMeta meta, SnapshotMeta of, InputStream state, long unixSeconds)
      implements Saved {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      SnapshotArchive.write(of, state, unixSeconds, out);
    }

    @Override
    public void close() throws IOException {
      state.close();
    }
  }

  @Override
  public void restore(Request request, InputStream file) throws InterruptedException, IOException {
    check(request);
    if (request.allowStale()) {
      throw new ConsulException("stale not allowed for restore");
    }
    if (!raft.isLeader()) {
      throw ConsulException.noLeader();
    }
    restoring.lockInterruptibly();
    try (SnapshotArchive.Opened opened = SnapshotArchive.read(file, spool)) {
      tryOut(opened.state());
      long index =
          await(raft.restore(opened.meta().index(), () -> Files.newInputStream(opened.state())));
      LOG.info("restored snapshot: snapshot={} index={}", opened.meta().id(), index);
      restored.leadAgain();
    } catch (ArchiveException e) {
      throw new ConsulException(String.valueOf(e.getMessage()));
    } finally {
      restoring.unlock();
    }
  }

  /// Once it is in raft, a state that cannot be read would stop every server.
  private void tryOut(Path state) throws IOException {
    try (InputStream in = Files.newInputStream(state)) {
      format.restore(in, StateTables.newStore().beginRestore(1));
    } catch (DecodeException | IOException e) {
      throw new ConsulException("failed to restore snapshot: " + e.getMessage());
    }
  }

  private void check(Request request) {
    String asked = request.datacenter();
    if (!asked.isEmpty() && !asked.equalsIgnoreCase(datacenter)) {
      throw ConsulException.noPathToDatacenter();
    }
  }

  private static <T> T await(CompletableFuture<T> future) throws InterruptedException, IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ProposalFailure.NotLeader notLeader -> throw ConsulException.noLeader();
        case ProposalFailure failure ->
            throw new ConsulException(String.valueOf(failure.getMessage()));
        case IOException failure -> throw failure;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }
}
