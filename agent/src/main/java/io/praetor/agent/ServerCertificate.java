// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.connect.AgentCertificates;
import io.praetor.connect.AgentCertificates.Usage;
import io.praetor.connect.CaProviderState;
import io.praetor.connect.CaRoot;
import io.praetor.connect.CaTables;
import io.praetor.http.server.TlsIdentity;
import io.praetor.store.View;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate that a server uses for HTTPS when its configuration names none: signed by the
/// authority of the mesh, as Consul's is. Made when it is first asked for and again when half of its
/// life is over or the authority has changed. Any thread.
final class ServerCertificate {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.cert-manager");
  private static final Duration LIFE = Duration.ofDays(3);

  /// Clocks of clients may be behind.
  private static final Duration BACKDATED = Duration.ofMinutes(1);

  private final Supplier<? extends View> state;
  private final String datacenter;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private @Nullable Made made;

  private record Made(String rootId, Instant renewAt, Optional<TlsIdentity> identity) {}

  ServerCertificate(Supplier<? extends View> state, String datacenter, InstantSource clock) {
    this.state = state;
    this.datacenter = datacenter;
    this.clock = clock;
  }

  /// Empty as long as there is no authority whose key the servers have.
  synchronized Optional<TlsIdentity> current() {
    View view = state.get();
    CaTables.Roots roots = CaTables.roots(view).value();
    Instant now = clock.instant();
    Made last = made;
    if (last != null && last.rootId.equals(roots.activeRootId()) && now.isBefore(last.renewAt)) {
      return last.identity;
    }
    for (CaRoot root : roots.roots()) {
      if (root.id().equals(roots.activeRootId())) {
        CaProviderState authority = CaTables.providerStateOf(view, root).orElse(null);
        if (authority != null) {
          // What cannot be made now is tried again with the next authority or in half a life.
          Optional<TlsIdentity> identity = make(authority, roots.trustDomain(), now);
          made = new Made(root.id(), now.plus(LIFE.dividedBy(2)), identity);
          return identity;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<TlsIdentity> make(CaProviderState authority, String trustDomain, Instant now) {
    try {
      TlsIdentity signer =
          TlsIdentity.ofPem(
              "the state of the authority", authority.rootCert(), authority.privateKey());
      AgentCertificates.Made leaf =
          AgentCertificates.leaf(
              new AgentCertificates.Authority(signer.chain().getFirst(), signer.key()),
              new AgentCertificates.LeafWish(
                  "server." + datacenter,
                  List.of("server." + datacenter + ".peering." + trustDomain, "localhost"),
                  List.of(),
                  List.of(Usage.SERVER, Usage.CLIENT),
                  now.minus(BACKDATED),
                  now.plus(LIFE)),
              random);
      return Optional.of(TlsIdentity.ofPem("a new certificate", leaf.certificate(), leaf.key()));
    } catch (IOException | GeneralSecurityException e) {
      LOG.warn("cannot make the certificate of this server", e);
      return Optional.empty();
    }
  }
}
