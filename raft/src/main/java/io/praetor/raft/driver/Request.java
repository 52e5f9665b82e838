// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.Applied;
import io.praetor.raft.ProposalFailure;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A caller that waits: what completes its future when it succeeds, and what it weighs until then.
sealed interface Request {
  CompletableFuture<?> future();

  int sizeBytes();

  /// Answered with the state machine's result.
  record Command(CompletableFuture<Applied> future, int sizeBytes) implements Request {
    void succeed(long index, @Nullable Object result) {
      future.complete(new Applied(index, result));
    }
  }

  /// Answered with an index once that is applied: barriers, reads, membership changes.
  record Index(CompletableFuture<Long> future) implements Request {
    @Override
    public int sizeBytes() {
      return 0;
    }
  }

  record Handover(CompletableFuture<Void> future) implements Request {
    @Override
    public int sizeBytes() {
      return 0;
    }
  }

  default void fail(ProposalFailure failure) {
    future().completeExceptionally(failure);
  }
}
