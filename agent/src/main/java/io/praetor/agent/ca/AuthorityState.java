// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.ca;

import io.praetor.connect.CaConfiguration;
import io.praetor.connect.CaRequest;
import io.praetor.connect.CaRoot;
import io.praetor.connect.CaTables;
import io.praetor.connect.InvalidRequestException;
import io.praetor.connect.IssuedCertificates;
import io.praetor.connect.ProviderSettings;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Rpc;
import io.praetor.store.Store;
import io.praetor.wire.GoTime;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the replicated state of the authority where the configuration wants it, in the steps and with
/// the checks of a real server (observed on 1.22.5): a server of either kind goes on with what the other
/// left. One change at a time.
public final class AuthorityState {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.connect");
  private static final String BUILT_IN = "consul";

  /// The authority that signs now.
  record Active(BuiltinProvider provider, CaRoot root, X509Certificate certificate) {
    /// A leaf with what leads from it to the root.
    String chain(String leaf) {
      StringBuilder chain = new StringBuilder(leaf);
      for (String pem : root.intermediateCerts()) {
        chain.append(pem);
        if (!pem.endsWith("\n")) {
          chain.append('\n');
        }
      }
      return chain.toString();
    }

    void checkExpired(Instant now) {
      Instant end = certificate.getNotAfter().toInstant();
      if (end.isBefore(now)) {
        throw new ConsulException(
            "root expired: certificate expired, expiration date: " + GoTime.utc(end).text() + " ");
      }
    }
  }

  private final CaLog log;
  private final CaConfiguration first;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock changing = new ReentrantLock();

  /// @param provider from the configuration of the agent, empty for the built-in one
  /// @param settings from the same, beside the defaults; both only count in a new cluster
  public AuthorityState(
      Store store,
      Rpc rpc,
      String datacenter,
      String provider,
      Map<String, Object> settings,
      InstantSource clock) {
    this.log = new CaLog(store, rpc, datacenter);
    this.clock = clock;
    this.first = CaConfiguration.initial(provider, settings);
  }

  /// The trust domain of this cluster.
  String trustDomain() {
    return log.roots().trustDomain();
  }

  long countLeaf() throws InterruptedException {
    return log.countLeaf();
  }

  /// Goes on with the authority that the cluster has, or makes its first one.
  ///
  /// @throws InvalidRequestException with Consul's text
  Active takeUp() throws InterruptedException, InvalidRequestException {
    changing.lock();
    try {
      CaConfiguration config = settled();
      BuiltinProvider provider = provider(config);
      provider.configure();
      String pem = generated(provider);
      CaRoot root = root(pem, config.clusterId());
      CaTables.Roots roots = log.roots();
      CaRoot known = activeOf(roots);
      if (known == null) {
        replaceRoots(root, config);
        LOG.info("initialized primary datacenter CA with provider: provider={}", BUILT_IN);
      } else if (known.id().equals(root.id())) {
        root = root.withIntermediates(known.intermediateCerts());
        LOG.info(
            "initialized primary datacenter CA from existing CARoot with provider: provider={}",
            BUILT_IN);
      } else {
        throw new ConsulException(
            "stored CA root \"" + root.id() + "\" is not the active root (" + known.id() + ")");
      }
      return active(provider, root);
    } finally {
      changing.unlock();
    }
  }

  /// The configuration of the cluster, which is the agent's own in a new one.
  private CaConfiguration settled() throws InterruptedException {
    CaConfiguration known = CaTables.configuration(log.state()).orElse(null);
    if (known == null) {
      String cluster =
          first.clusterId().isEmpty() ? UUID.randomUUID().toString() : first.clusterId();
      log.apply(CaRequest.setConfig(first.of(cluster, Map.of())));
    } else if (!known.hasIntermediateTtl()) {
      log.apply(CaRequest.setConfig(known.withIntermediateTtl().replacing(0)));
    }
    return log.configuration();
  }

  /// Takes over other settings.
  ///
  /// @throws InvalidRequestException with Consul's text
  Active configure(CaConfiguration wish, Active now)
      throws InterruptedException, InvalidRequestException {
    changing.lock();
    try {
      CaConfiguration config = settled();
      if (!wish.state().isEmpty() && !wish.state().equals(config.state())) {
        throw new ConsulException("CA Provider State is read-only");
      }
      boolean same = wish.provider().equals(config.provider());
      if (same && wish.config().equals(config.config())) {
        return now;
      }
      CaConfiguration next = wish.of(config.clusterId(), same ? config.state() : Map.of());
      BuiltinProvider provider = provider(next);
      provider.configure();
      return switchTo(provider, next, config, now);
    } finally {
      changing.unlock();
    }
  }

  private Active switchTo(
      BuiltinProvider provider, CaConfiguration next, CaConfiguration config, Active now)
      throws InterruptedException, InvalidRequestException {
    String pem = generated(provider);
    CaRoot root = root(pem, next.clusterId());
    CaRoot known = activeOf(log.roots());
    if (known != null && known.id().equals(root.id())) {
      log.apply(CaRequest.setConfig(next.replacing(0)));
      LOG.info("CA provider config updated");
      return active(provider, root.withIntermediates(known.intermediateCerts()));
    }
    if (!next.forceWithoutCrossSigning()) {
      if (now.provider().settings().disableCrossSigning()) {
        throw new ConsulException(
            "The current CA Provider does not support cross-signing. You can try again with"
                + " ForceWithoutCrossSigningSet but this may cause disruption - see documentation"
                + " for more.");
      }
      Active fresh = active(provider, root);
      root = root.withIntermediates(List.of(now.provider().crossSign(fresh.certificate())));
    }
    replaceRoots(root, next.replacing(config.modifyIndex()));
    now.provider().forget();
    LOG.info("CA rotated to new root under provider: provider={}", next.provider());
    return active(provider, root);
  }

  private void replaceRoots(CaRoot root, CaConfiguration config) throws InterruptedException {
    GoTime now = GoTime.utc(clock.instant());
    List<CaRoot> roots = new ArrayList<>();
    for (CaRoot old : log.roots().roots()) {
      roots.add(old.active() ? old.rotatedOut(now) : old);
    }
    roots.add(root);
    if (!log.apply(CaRequest.setRoots(CaTables.rootsIndex(log.state()), roots, config))) {
      throw new ConsulException("could not atomically update roots and config");
    }
  }

  /// Removes roots under which no leaf can be alive any more.
  void prune(ProviderSettings settings) throws InterruptedException {
    changing.lock();
    try {
      Instant now = clock.instant();
      List<CaRoot> roots = log.roots().roots();
      List<CaRoot> kept =
          roots.stream().filter(root -> root.isNeeded(now, settings.leafTtl())).toList();
      if (kept.size() < roots.size()) {
        LOG.info("pruning old unused root CAs: count={}", roots.size() - kept.size());
        log.apply(CaRequest.setRootsOnly(CaTables.rootsIndex(log.state()), kept));
      }
    } finally {
      changing.unlock();
    }
  }

  private BuiltinProvider provider(CaConfiguration config) throws InvalidRequestException {
    if (!config.isBuiltIn()) {
      throw new InvalidRequestException(
          "could not initialize provider: unknown CA provider \"" + config.provider() + "\"");
    }
    ProviderSettings settings;
    try {
      settings = ProviderSettings.of(config.config());
    } catch (InvalidRequestException e) {
      throw new InvalidRequestException("error configuring provider: " + e.text());
    }
    return new BuiltinProvider(log, settings, config.clusterId(), clock, random);
  }

  private static String generated(BuiltinProvider provider)
      throws InterruptedException, InvalidRequestException {
    try {
      return provider.root();
    } catch (InvalidRequestException e) {
      throw new InvalidRequestException("error generating CA root certificate: " + e.text());
    }
  }

  private static @Nullable CaRoot activeOf(CaTables.Roots roots) {
    return roots.roots().stream().filter(CaRoot::active).findFirst().orElse(null);
  }

  private static CaRoot root(String pem, String clusterId) throws InvalidRequestException {
    try {
      return CaRoot.of(pem, "Consul", clusterId);
    } catch (IOException | GeneralSecurityException e) {
      throw new InvalidRequestException("error extracting root key info: " + e.getMessage());
    }
  }

  private static Active active(BuiltinProvider provider, CaRoot root)
      throws InvalidRequestException {
    try {
      return new Active(provider, root, IssuedCertificates.first(root.rootCert()));
    } catch (IOException e) {
      throw new InvalidRequestException(String.valueOf(e.getMessage()));
    }
  }
}
