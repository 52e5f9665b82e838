// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.ca;

import io.praetor.agent.leader.LeaderDuty;
import io.praetor.connect.CaConfiguration;
import io.praetor.connect.CaSignRequest;
import io.praetor.connect.CsrRules;
import io.praetor.connect.InvalidRequestException;
import io.praetor.connect.IssuedCert;
import io.praetor.connect.IssuedCertificates;
import io.praetor.connect.SigningRequest;
import io.praetor.connect.SpiffeId;
import io.praetor.rpc.Authority;
import io.praetor.rpc.ConsulException;
import io.praetor.wire.GoTime;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate authority while this server leads: takes up the one that the cluster has, or gives
/// it one, and signs. A fault of it does not keep the server from leading: it is tried again later.
public final class CertificateAuthority implements LeaderDuty, Authority {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.connect");
  private static final int RETRY_SECONDS = 10;

  /// Requests that come while the authority is taken up wait so long for it.
  private static final int PATIENCE_SECONDS = 2;

  /// Between looks for roots that nobody needs any more.
  private static final int PRUNE_SECONDS = 3600;

  private static final String DISABLED = "Connect must be enabled in order to use this endpoint";

  private final boolean enabled;
  private final String datacenter;
  private final AuthorityState state;
  private final CsrGate gate;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private final Executor executor;
  private final ReentrantLock changing = new ReentrantLock();
  private final Condition changed = changing.newCondition();
  private volatile AuthorityState.@Nullable Active active;
  private volatile boolean leading;
  private @Nullable Future<?> ticks;

  /// @param enabled whether the mesh is on (`connect.enabled`)
  /// @param executor runs what waits for commits
  public CertificateAuthority(
      boolean enabled,
      String datacenter,
      AuthorityState state,
      InstantSource clock,
      LongSupplier nanos,
      ScheduledExecutorService timer,
      Executor executor) {
    this.enabled = enabled;
    this.datacenter = datacenter;
    this.state = state;
    this.gate = new CsrGate(nanos);
    this.clock = clock;
    this.timer = timer;
    this.executor = executor;
  }

  @Override
  public String name() {
    return "certificate authority";
  }

  @Override
  public void start() throws InterruptedException {
    if (!enabled) {
      return;
    }
    leading = true;
    takeUp();
    ticks =
        timer.scheduleWithFixedDelay(
            () -> executor.execute(this::prune), PRUNE_SECONDS, PRUNE_SECONDS, TimeUnit.SECONDS);
  }

  private void takeUp() throws InterruptedException {
    try {
      activate(state.takeUp());
    } catch (ConsulException | InvalidRequestException e) {
      LOG.error("Failed to initialize Connect CA: error={}", e.getMessage());
      timer.schedule(() -> executor.execute(this::again), RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void again() {
    try {
      if (leading && active == null) {
        takeUp();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void prune() {
    try {
      AuthorityState.Active now = active;
      if (leading && now != null) {
        state.prune(now.provider().settings());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ConsulException e) {
      LOG.warn("cannot remove old roots: error={}", e.text());
    }
  }

  @Override
  public void stop() {
    leading = false;
    active = null;
    if (ticks != null) {
      ticks.cancel(false);
    }
  }

  /// Waits a moment when this server has just begun to lead.
  private AuthorityState.Active active() throws InterruptedException {
    if (!enabled) {
      throw new ConsulException(DISABLED);
    }
    AuthorityState.Active now = active;
    long patience = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    changing.lock();
    try {
      while (now == null) {
        if (patience <= 0) {
          throw new ConsulException(UNINITIALIZED);
        }
        patience = changed.awaitNanos(patience);
        now = active;
      }
      return now;
    } finally {
      changing.unlock();
    }
  }

  private void activate(AuthorityState.Active next) {
    changing.lock();
    try {
      if (leading) {
        active = next;
        changed.signalAll();
      }
    } finally {
      changing.unlock();
    }
  }

  @Override
  public void configure(CaConfiguration config) throws InterruptedException {
    AuthorityState.Active now = active();
    try {
      activate(state.configure(config, now));
    } catch (InvalidRequestException e) {
      throw new ConsulException(e.text());
    }
  }

  @Override
  public IssuedCert sign(CaSignRequest request) throws InterruptedException {
    AuthorityState.Active now = active();
    try {
      SigningRequest csr = SigningRequest.read(request.csr());
      return signed(now, csr, CsrRules.accept(csr, datacenter, state.trustDomain()));
    } catch (InvalidRequestException e) {
      throw new ConsulException(e.text());
    }
  }

  private IssuedCert signed(
      AuthorityState.Active now, SigningRequest csr, CsrRules.Accepted accepted)
      throws InterruptedException {
    return gate.pass(
        now.provider().settings(),
        () -> {
          now.checkExpired(clock.instant());
          String pem = now.chain(now.provider().sign(csr.key(), accepted.names()));
          return issued(pem, accepted.id(), state.countLeaf());
        });
  }

  private static IssuedCert issued(String pem, SpiffeId id, long index) {
    X509Certificate certificate;
    try {
      certificate = IssuedCertificates.first(pem);
    } catch (IOException e) {
      throw new IllegalStateException("a certificate that was just made cannot be read", e);
    }
    String none = "";
    return new IssuedCert(
        HexFormat.ofDelimiter(":").formatHex(unsigned(certificate)),
        pem,
        none,
        id instanceof SpiffeId.Service service ? service.service() : none,
        id instanceof SpiffeId.Service ? id.uri() : none,
        id instanceof SpiffeId.Agent agent ? agent.agent() : none,
        id instanceof SpiffeId.Agent ? id.uri() : none,
        id instanceof SpiffeId.Server ? id.uri() : none,
        id instanceof SpiffeId.MeshGateway ? "mesh-gateway" : none,
        id instanceof SpiffeId.MeshGateway ? id.uri() : none,
        GoTime.utc(certificate.getNotBefore().toInstant()),
        GoTime.utc(certificate.getNotAfter().toInstant()),
        index,
        index);
  }

  /// The serial number as Go prints it, without the sign's byte.
  private static byte[] unsigned(X509Certificate certificate) {
    byte[] bytes = certificate.getSerialNumber().toByteArray();
    return bytes.length > 1 && bytes[0] == 0
        ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length)
        : bytes;
  }

  @Override
  public String signIntermediate(CaSignRequest request) throws InterruptedException {
    AuthorityState.Active now = active();
    try {
      SigningRequest csr = SigningRequest.read(request.csr());
      CsrRules.acceptIntermediate(csr, state.trustDomain());
      return now.provider().signIntermediate(csr);
    } catch (InvalidRequestException e) {
      throw new ConsulException(e.text());
    }
  }
}
