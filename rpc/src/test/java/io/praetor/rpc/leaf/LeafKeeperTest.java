// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.leaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.connect.CaRoot;
import io.praetor.connect.CaSignRequest;
import io.praetor.connect.CaTables;
import io.praetor.connect.IssuedCert;
import io.praetor.connect.IssuedCertificates;
import io.praetor.connect.IssuedCertificates.Issuer;
import io.praetor.connect.IssuedCertificates.Validity;
import io.praetor.connect.PrivateKeys;
import io.praetor.connect.SigningRequest;
import io.praetor.connect.SpiffeId;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.wire.GoTime;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A keeper in virtual time: a call that waits moves the clock.
class LeafKeeperTest {
  private static final Duration LIFE = Duration.ofHours(72);
  private static final LeafSubject SUBJECT =
      new LeafSubject(new SpiffeId.Agent("unknown", "dc1", "n1"), List.of("localhost"), List.of());

  private final World world = new World();

  @Test
  void renewsBetween60And90PercentOfTheLife() throws Exception {
    Holder holder = new Holder(world, 3);
    keeper().run(holder);

    assertEquals(4, holder.leaves.size());
    for (int i = 1; i < holder.leaves.size(); i++) {
      Duration age =
          Duration.between(
              holder.leaves.get(i - 1).certificate().validAfter().instant(), holder.times.get(i));
      assertFalse(age.compareTo(LIFE.multipliedBy(6).dividedBy(10)) < 0, age.toString());
      assertTrue(
          age.compareTo(LIFE.multipliedBy(9).dividedBy(10).plusSeconds(2)) <= 0, age.toString());
    }
  }

  @Test
  void renewsWithinAMomentWhenAnotherRootSigns() throws Exception {
    Holder holder = new Holder(world, 1);
    String before = holder.leaf().signingKeyId();
    Instant changeAt = world.now.plus(Duration.ofMinutes(12));
    world.rotateAt(changeAt);

    keeper().run(holder);

    assertNotEquals(before, holder.leaf().signingKeyId());
    assertEquals(2, holder.roots.getLast().roots().size());
    Duration late = Duration.between(changeAt, holder.times.getLast());
    // Five minutes until the waiting call returns, here; a real one returns at once.
    assertTrue(late.compareTo(Duration.ofMinutes(6)) < 0, late.toString());
  }

  @Test
  void aCertificateBelongsToItsKeyAndSaysTheTrustDomainOfTheCluster() throws Exception {
    IssuedCert leaf = new LeafIssuer(world, new SecureRandom()).issue(SUBJECT, options());
    assertEquals(
        IssuedCertificates.first(leaf.certPem()).getPublicKey(),
        PrivateKeys.pair(leaf.privateKeyPem()).getPublic());
    assertTrue(
        IssuedCertificates.first(leaf.certPem())
            .getSubjectAlternativeNames()
            .toString()
            .contains("spiffe://cluster.consul/agent/client/dc/dc1/id/n1"));
    assertFalse(leaf.toString().contains("PRIVATE"));
  }

  private LeafKeeper keeper() {
    return new LeafKeeper(world, "dc1", world, new SplittableRandom(5));
  }

  private static WriteOptions options() {
    return new WriteOptions("", "dc1");
  }

  /// Counts down how often it is renewed.
  private static final class Holder implements LeafKeeper.Holder {
    final List<Leaf> leaves = new ArrayList<>();
    final List<Instant> times = new ArrayList<>();
    final List<CaTables.Roots> roots = new ArrayList<>();
    private final World world;
    private final LeafIssuer issuer;
    private int left;

    Holder(World world, int renewals) throws InterruptedException {
      this.world = world;
      this.left = renewals;
      this.issuer = new LeafIssuer(world, new SecureRandom());
      replace(Leaf.of(issue(), world.now, new SplittableRandom(1)));
      left++;
    }

    @Override
    public boolean wanted() {
      return left > 0;
    }

    @Override
    public Leaf leaf() {
      return leaves.getLast();
    }

    @Override
    public IssuedCert issue() throws InterruptedException {
      return issuer.issue(SUBJECT, options());
    }

    @Override
    public void replace(Leaf next) {
      leaves.add(next);
      times.add(world.now);
      left--;
    }

    @Override
    public void roots(CaTables.Roots seen) {
      roots.add(seen);
    }
  }

  /// Servers with an authority, and the clock.
  private static final class World implements Rpc, InstantSource {
    Instant now = Instant.parse("2026-11-26T00:00:00Z");
    private final List<CaRoot> roots = new ArrayList<>();
    private Issuer issuer;
    private long index;
    private Instant rotation = Instant.MAX;

    World() {
      rotate();
    }

    void rotateAt(Instant at) {
      rotation = at;
    }

    private void rotate() {
      try {
        KeyPair keys = PrivateKeys.generate(PrivateKeys.EC, 256, new SecureRandom());
        Validity validity = new Validity(index + 1, now, now.plus(Duration.ofDays(3650)));
        String pem = IssuedCertificates.root(keys, "cluster.consul", "root", validity);
        issuer = Issuer.of(pem, PrivateKeys.pem(keys));
        roots.replaceAll(root -> root.rotatedOut(GoTime.utc(now)));
        roots.add(CaRoot.of(pem, "Consul", "cluster"));
        index++;
        rotation = Instant.MAX;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    @SuppressWarnings("unchecked") // The only read there is.
    public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options) {
      if (options.minQueryIndex() >= index) {
        now = now.plus(options.maxQueryTime());
      }
      if (!now.isBefore(rotation)) {
        rotate();
      }
      String active = roots.getLast().id();
      R value = (R) new CaTables.Roots(active, "cluster.consul", List.copyOf(roots));
      return new Reply<>(value, new QueryMeta(index, Duration.ZERO, true, "stale", false));
    }

    @Override
    public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options) {
      throw new AssertionError("not used here");
    }

    @Override
    @SuppressWarnings("unchecked") // The only question there is.
    public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options) {
      try {
        SigningRequest csr = SigningRequest.read(((CaSignRequest) request).csr());
        Validity validity = new Validity(9, now, now.plus(LIFE));
        String pem = IssuedCertificates.leaf(issuer, csr.key(), csr.names(), validity);
        GoTime from = GoTime.utc(validity.from());
        GoTime until = GoTime.utc(validity.until());
        return (R) new IssuedCert("09", pem, "", "", "", "n1", "", "", "", "", from, until, 1, 1);
      } catch (Exception e) {
        throw new ConsulException(e.toString());
      }
    }
  }
}
