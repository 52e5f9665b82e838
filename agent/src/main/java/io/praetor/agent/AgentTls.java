// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.ca.AutoTls;
import io.praetor.agent.ca.CertificateDesk;
import io.praetor.config.RuntimeConfig;
import io.praetor.config.TlsConfig;
import io.praetor.connect.CaRoot;
import io.praetor.connect.CaTables;
import io.praetor.connect.Pem;
import io.praetor.http.server.TlsIdentity;
import io.praetor.http.server.TlsSettings;
import io.praetor.http.server.TlsSettings.Extra;
import io.praetor.rpc.port.PortTls;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificates of this agent, read from the files of the configuration and again at each reload,
/// joined with those that come from the servers. Connections that are open keep what they were made
/// with. Any thread.
final class AgentTls implements AutoTls.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger("agent.tlsutil");

  private final String serverName;
  private final boolean server;
  private volatile Parts parts;
  private volatile Supplier<Optional<TlsIdentity>> otherwise = Optional::empty;

  private volatile @Nullable Supplier<CaTables.Roots> meshRoots;
  private volatile List<String> seenRoots = List.of();

  /// All that one configuration and one set of certificates give.
  ///
  /// @param authorities of internal RPC, as texts
  /// @param lent the identity that HTTPS uses for want of a file
  private record Parts(
      TlsConfig config,
      AutoTls auto,
      PortTls rpc,
      List<String> authorities,
      Optional<TlsIdentity> lent,
      TlsSettings https) {}

  private AgentTls(String serverName, boolean server, TlsConfig config) throws IOException {
    this.serverName = serverName;
    this.server = server;
    this.parts = read(config, AutoTls.NONE, Optional.empty());
  }

  /// Reads the files of every protocol.
  ///
  /// @throws IOException with Consul's text when they cannot be used
  static AgentTls load(RuntimeConfig config) throws IOException {
    String serverName = serverName(config, config.node().datacenter());
    return new AgentTls(serverName, config.node().server(), config.tls());
  }

  /// What is on the certificates of a datacenter's servers, so that they can be told from others.
  static String serverName(RuntimeConfig config, String datacenter) {
    return "server." + datacenter + "." + config.dns().domain().replaceAll("\\.$", "");
  }

  /// Takes over changed files and settings; the old ones stay when it fails.
  ///
  /// @throws IOException with Consul's text when they cannot be used
  synchronized void reload(TlsConfig config) throws IOException {
    parts = read(config, parts.auto, Optional.empty());
  }

  /// Takes over what the servers have given; the former stays when it cannot be used.
  @Override
  public void accept(AutoTls auto) {
    adopt(auto);
  }

  private synchronized boolean adopt(AutoTls auto) {
    try {
      parts = read(parts.config, auto, Optional.empty());
      return true;
    } catch (IOException e) {
      LOG.error("keeping the former certificates", e);
      return false;
    }
  }

  @Override
  public AutoTls auto() {
    return parts.auto;
  }

  /// Where the HTTPS server gets its certificate from when no file has one. It is asked for each
  /// connection, and must answer at once most of the time.
  void identityOtherwise(Supplier<Optional<TlsIdentity>> source) {
    otherwise = source;
  }

  /// What the next connection of the HTTPS server is made with.
  TlsSettings https() {
    Parts now = parts;
    boolean named =
        !now.config.https().certFile().isEmpty() && !now.config.https().keyFile().isEmpty();
    if (named || now.auto.identity() != null) {
      return now.https;
    }
    Optional<TlsIdentity> identity = otherwise.get();
    if (identity.equals(now.lent)) {
      return now.https;
    }
    try {
      Parts fresh = read(now.config, now.auto, identity);
      synchronized (this) {
        // A reload in the meantime wins.
        if (parts == now) {
          parts = fresh;
        }
      }
      return fresh.https;
    } catch (IOException e) {
      LOG.warn("keeping the former TLS settings", e);
      return now.https;
    }
  }

  /// What the next connection to or from a server port is made with.
  PortTls rpc() {
    Supplier<CaTables.Roots> source = meshRoots;
    if (source != null) {
      follow(source.get());
    }
    return parts.rpc;
  }

  /// Whom client agents with certificates of the mesh are vouched for by. It is asked for each
  /// connection, and must answer at once.
  void meshRoots(Supplier<CaTables.Roots> source) {
    meshRoots = source;
  }

  private void follow(CaTables.Roots roots) {
    List<String> ids = roots.roots().stream().map(CaRoot::id).toList();
    if (ids.equals(seenRoots)) {
      return;
    }
    List<X509Certificate> mesh = new ArrayList<>();
    try {
      for (CaRoot root : roots.roots()) {
        mesh.addAll(Pem.of(root.name(), root.rootCert()).certificates());
      }
    } catch (IOException e) {
      LOG.error("a root of the mesh cannot be read", e);
    }
    if (adopt(parts.auto.withMesh(mesh))) {
      seenRoots = ids;
    }
  }

  /// What this server tells agents that have no certificate yet.
  CertificateDesk.Trust trust() {
    Parts now = parts;
    return new CertificateDesk.Trust(now.authorities, now.rpc.verifyServerHostname());
  }

  private Parts read(TlsConfig config, AutoTls auto, Optional<TlsIdentity> lent)
      throws IOException {
    TlsSettings.load(config.grpc(), config.autoTls());
    TlsConfig.Protocol files = config.internalRpc();
    TlsIdentity given = auto.identity();
    List<X509Certificate> authorities = auto.authorities();
    // An agent shows servers what they gave it, and keeps what its files say for others.
    TlsSettings settings =
        TlsSettings.load(files, config.autoTls(), new Extra(given, !server, authorities));
    List<String> texts = TlsSettings.authorityTexts(files);
    boolean hostname = files.verifyServerHostname() || auto.verifyServerHostname();
    PortTls rpc =
        new PortTls(
            settings.context(),
            settings.protocols(),
            settings.cipherSuites(),
            given != null || !files.certFile().isEmpty() && !files.keyFile().isEmpty(),
            !texts.isEmpty() || !authorities.isEmpty(),
            files.verifyIncoming(),
            files.verifyOutgoing() || config.autoTls(),
            hostname && !(config.autoTls() && texts.isEmpty() && authorities.isEmpty()),
            serverName);
    @Nullable TlsIdentity identity = given == null ? lent.orElse(null) : given;
    TlsSettings https =
        TlsSettings.load(config.https(), config.autoTls(), new Extra(identity, false, authorities));
    return new Parts(config, auto, rpc, texts, lent, https);
  }
}
