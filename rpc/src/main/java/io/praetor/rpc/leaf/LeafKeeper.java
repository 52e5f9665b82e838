// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.leaf;

import io.praetor.connect.CaTables;
import io.praetor.connect.IssuedCert;
import io.praetor.connect.LeafRenewal;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Replaces one certificate in time: by its age, and when another root signs. Follows the roots by
/// waiting for their next change, so that it costs one call in five minutes.
public final class LeafKeeper {
  private static final Logger LOG = LoggerFactory.getLogger("agent.leaf-certs");
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  /// Who holds the certificate. Called on the keeper's thread.
  public interface Holder {
    /// Whether it is still needed.
    boolean wanted();

    Leaf leaf();

    /// Gets another one. Waits for the servers.
    ///
    /// @throws ConsulException when they refuse or are away
    IssuedCert issue() throws InterruptedException;

    /// Takes it over.
    void replace(Leaf next);

    /// The roots as the servers have them; said once and at each change.
    void roots(CaTables.Roots roots);
  }

  private final Rpc rpc;
  private final String datacenter;
  private final InstantSource clock;
  private final RandomGenerator random;
  private long rootsIndex;
  private @Nullable Instant forcedAt;

  public LeafKeeper(Rpc rpc, String datacenter, InstantSource clock, RandomGenerator random) {
    this.rpc = rpc;
    this.datacenter = datacenter;
    this.clock = clock;
    this.random = random;
  }

  /// Returns when the holder needs it no more.
  public void run(Holder holder) throws InterruptedException {
    int failures = 0;
    while (holder.wanted()) {
      try {
        step(holder);
        failures = 0;
      } catch (ConsulException e) {
        failures++;
        LOG.warn("cannot renew or check a certificate, trying again: error={}", e.text());
        TimeUnit.MILLISECONDS.sleep(retryMillis(failures));
      }
    }
  }

  /// Doubles, and differs from agent to agent.
  private long retryMillis(int failures) {
    long doubled = FIRST_RETRY.toMillis() << Math.min(failures - 1, 10);
    long most = Math.min(doubled, LAST_RETRY.toMillis());
    return most / 2 + random.nextLong(most / 2 + 1);
  }

  private void step(Holder holder) throws InterruptedException {
    Instant due = due(holder.leaf());
    Instant now = clock.instant();
    if (!now.isBefore(due)) {
      renew(holder);
      return;
    }
    Duration left = Duration.between(now, due);
    Duration wait = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
    QueryOptions options =
        QueryOptions.STALE
            .withDatacenter(datacenter)
            .withBlocking(rootsIndex, wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait);
    Reply<CaTables.Roots> reply =
        rpc.read(ConnectMethods.ROOTS, ConnectMethods.NoArgument.NONE, options);
    long index = reply.meta().index();
    if (index != rootsIndex) {
      // An index that goes back is of a restored state, and is waited by anew.
      rootsIndex = index < rootsIndex ? 0 : index;
      holder.roots(reply.value());
    }
    if (!holder.leaf().isOf(reply.value()) && forcedAt == null) {
      forcedAt = clock.instant().plus(LeafRenewal.afterRootChange(random));
    }
  }

  private Instant due(Leaf leaf) {
    Instant forced = forcedAt;
    return forced != null && forced.isBefore(leaf.renewAt()) ? forced : leaf.renewAt();
  }

  private void renew(Holder holder) throws InterruptedException {
    IssuedCert next = holder.issue();
    forcedAt = null;
    holder.replace(Leaf.of(next, clock.instant(), random));
  }
}
