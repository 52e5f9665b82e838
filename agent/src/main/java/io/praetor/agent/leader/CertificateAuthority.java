// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.leader;

import io.praetor.connect.CaConfiguration;
import io.praetor.connect.CaProviderState;
import io.praetor.connect.CaRequest;
import io.praetor.connect.CaRoot;
import io.praetor.connect.CaTables;
import io.praetor.connect.RootCertificate;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.store.Store;
import io.praetor.wire.GoTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives a new cluster its certificate authority with the built-in provider, in the steps that a real
/// server's log shows: the configuration, the provider's key, a serial number, then the root.
public final class CertificateAuthority implements LeaderDuty {
  private static final Logger LOG = LoggerFactory.getLogger("connect.ca");
  private static final Duration ROOT_TTL = Duration.ofDays(3650);
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int UNIQUE_NAME_LENGTH = 8;

  private final Store store;
  private final Rpc rpc;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public CertificateAuthority(Store store, Rpc rpc, InstantSource clock) {
    this.store = store;
    this.rpc = rpc;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "certificate authority";
  }

  @Override
  public void start() throws InterruptedException {
    if (!CaTables.roots(store.snapshot()).value().roots().isEmpty()) {
      return;
    }
    CaConfiguration config = CaTables.configuration(store.snapshot()).orElse(null);
    if (config == null) {
      CaConfiguration fresh =
          new CaConfiguration(
              UUID.randomUUID().toString(),
              "consul",
              Map.of("LeafCertTTL", "72h", "IntermediateCertTTL", "8760h", "RootCertTTL", "87600h"),
              Map.of(),
              false,
              0,
              0);
      apply(CaRequest.setConfig(fresh));
      config = CaTables.configuration(store.snapshot()).orElseThrow();
    }
    createRoot(config);
  }

  private void createRoot(CaConfiguration config) throws InterruptedException {
    long serial =
        apply(CaRequest.incrementSerial()) instanceof CaTables.Serial(long number) ? number : 1;
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    RootCertificate root =
        RootCertificate.create(
            random,
            config.clusterId() + ".consul",
            RootCertificate.commonName(unique(), config.clusterId()),
            serial,
            now,
            now.plus(ROOT_TTL));
    apply(
        CaRequest.setProviderState(
            new CaProviderState(root.signingKeyId(), root.keyPem(), root.pem(), "", 0, 0)));
    CaRoot trusted =
        new CaRoot(
            root.id(),
            "Consul CA Primary Cert",
            serial,
            root.signingKeyId(),
            config.clusterId(),
            GoTime.utc(root.notBefore()),
            GoTime.utc(root.notAfter()),
            root.pem(),
            List.of(),
            "",
            "",
            true,
            GoTime.ZERO,
            "ec",
            256,
            0,
            0);
    if (!Boolean.TRUE.equals(apply(CaRequest.setRoots(0, List.of(trusted), config)))) {
      throw new ConsulException("the roots changed while the first one was made");
    }
    LOG.info("initialized primary datacenter CA with provider: provider=consul");
  }

  private String unique() {
    StringBuilder name = new StringBuilder(UNIQUE_NAME_LENGTH);
    for (int i = 0; i < UNIQUE_NAME_LENGTH; i++) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }

  private Object apply(CaRequest request) throws InterruptedException {
    return rpc.write(ConnectMethods.APPLY, request, WriteOptions.DEFAULT);
  }

  @Override
  public void stop() {}
}
