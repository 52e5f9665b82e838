// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.ca;

import io.praetor.agent.members.JoinAddress;
import io.praetor.config.RuntimeConfig;
import io.praetor.connect.CaRoot;
import io.praetor.connect.CaSignRequest;
import io.praetor.connect.CaTables;
import io.praetor.connect.IssuedCert;
import io.praetor.connect.Pem;
import io.praetor.connect.SpiffeId;
import io.praetor.http.server.TlsIdentity;
import io.praetor.rpc.AutoEncryptMethods;
import io.praetor.rpc.AutoEncryptMethods.Signed;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.leaf.Leaf;
import io.praetor.rpc.leaf.LeafIssuer;
import io.praetor.rpc.leaf.LeafKeeper;
import io.praetor.rpc.leaf.LeafSubject;
import io.praetor.rpc.port.InsecureCall;
import io.praetor.rpc.port.PortTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A client agent's certificate from the servers (`auto_encrypt.tls`): the first one by a call that
/// needs none, later ones by the calls that it opens, and when it ended while the servers were away,
/// by the first way again. Follows the roots of the mesh. What is asked and answered is Consul's,
/// observed on 1.22.5.
public final class AutoEncrypt {
  private static final Logger LOG = LoggerFactory.getLogger("agent.auto_config");
  private static final int FIRST_PAUSE_MILLIS = 1000;
  private static final int LAST_PAUSE_MILLIS = 10_000;

  /// What the first request names for want of better knowledge; servers put it right.
  private static final String UNKNOWN = "unknown";

  private final String datacenter;
  private final List<String> servers;
  private final int serverPort;
  private final LeafSubject subject;
  private final WriteOptions options;
  private final Supplier<PortTls> dial;
  private final AutoTls.Receiver receiver;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private volatile Leaf leaf;

  private AutoEncrypt(
      RuntimeConfig config, Supplier<PortTls> dial, AutoTls.Receiver receiver, InstantSource clock)
      throws InterruptedException {
    this.datacenter = config.node().datacenter();
    this.servers = config.join().lan().addresses();
    this.serverPort = config.addresses().rpcBind().getPort();
    this.subject = subject(config);
    this.options = new WriteOptions(config.acl().tokens().agent(), datacenter);
    this.dial = dial;
    this.receiver = receiver;
    this.clock = clock;
    this.leaf = first();
  }

  /// Waits until a server has signed. Servers may come up later than their clients.
  ///
  /// @param dial how servers are called now
  /// @param receiver gets what the servers give
  public static AutoEncrypt obtain(
      RuntimeConfig config, Supplier<PortTls> dial, AutoTls.Receiver receiver, InstantSource clock)
      throws InterruptedException {
    return new AutoEncrypt(config, dial, receiver, clock);
  }

  private static LeafSubject subject(RuntimeConfig config) {
    var auto = config.autoEncrypt();
    List<String> dns = new ArrayList<>(List.of("localhost"));
    auto.dnsSan().stream().filter(name -> !dns.contains(name)).forEach(dns::add);
    List<InetAddress> addresses =
        new ArrayList<>(List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")));
    addresses.addAll(auto.ipSan());
    return new LeafSubject(
        new SpiffeId.Agent(UNKNOWN, config.node().datacenter(), config.node().name()),
        dns,
        addresses);
  }

  private Leaf first() throws InterruptedException {
    for (int pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LAST_PAUSE_MILLIS)) {
      try {
        return asked();
      } catch (ConsulException e) {
        LOG.error("{}", e.text());
      }
      TimeUnit.MILLISECONDS.sleep(pause / 2 + random.nextInt(pause / 2 + 1));
    }
  }

  /// One round over all servers that the configuration names.
  private Leaf asked() {
    LeafIssuer.Asked asked = LeafIssuer.Asked.of(subject, UNKNOWN, random);
    CaSignRequest request = new CaSignRequest(datacenter, asked.csr());
    for (InetSocketAddress server : addresses()) {
      try {
        Signed signed =
            InsecureCall.ask(server, dial.get(), AutoEncryptMethods.SIGN, request, options);
        return taken(signed, signed.certificate().withKey(asked.keyPem()));
      } catch (ConsulException e) {
        LOG.error("AutoEncrypt.Sign RPC failed: addr={} error={}", server, e.text());
      }
    }
    throw new ConsulException("No servers successfully responded to the auto-encrypt request");
  }

  private List<InetSocketAddress> addresses() {
    List<InetSocketAddress> found = new ArrayList<>();
    for (String server : servers) {
      try {
        for (InetSocketAddress address : JoinAddress.resolve(server, serverPort)) {
          // The port in it is of gossip.
          found.add(new InetSocketAddress(address.getAddress(), serverPort));
        }
      } catch (UnknownHostException e) {
        LOG.warn("IP resolution failed: host={} error={}", server, e.getMessage());
      }
    }
    if (found.isEmpty()) {
      throw new ConsulException("no auto-encrypt server addresses available for use");
    }
    return found;
  }

  private Leaf taken(Signed signed, IssuedCert certificate) {
    List<X509Certificate> manual = new ArrayList<>();
    for (String pem : signed.manualRoots()) {
      manual.addAll(certificates(pem));
    }
    Leaf next = Leaf.of(certificate, clock.instant(), random);
    receiver.accept(
        new AutoTls(
            identity(certificate),
            manual,
            mesh(signed.roots().value()),
            signed.verifyServerHostname()));
    LOG.info(
        "the servers have signed: uri={} until={}",
        certificate.agentUri(),
        certificate.validBefore().text());
    return next;
  }

  private static List<X509Certificate> mesh(CaTables.Roots roots) {
    List<X509Certificate> all = new ArrayList<>();
    for (CaRoot root : roots.roots()) {
      all.addAll(certificates(root.rootCert()));
    }
    return all;
  }

  private static List<X509Certificate> certificates(String pem) {
    try {
      return Pem.of("what the servers sent", pem).certificates();
    } catch (IOException e) {
      throw new ConsulException("the servers' authorities cannot be read: " + e.getMessage());
    }
  }

  private static TlsIdentity identity(IssuedCert certificate) {
    try {
      return TlsIdentity.ofPem(
          "what the servers sent", certificate.certPem(), certificate.privateKeyPem());
    } catch (IOException e) {
      throw new ConsulException("the servers' certificate cannot be read: " + e.getMessage());
    }
  }

  /// Replaces the certificate in time and follows the roots until it is interrupted.
  ///
  /// @param rpc reaches the servers with what was obtained
  public void keep(Rpc rpc) throws InterruptedException {
    new LeafKeeper(rpc, datacenter, clock, random).run(new Held(new LeafIssuer(rpc, random)));
  }

  private final class Held implements LeafKeeper.Holder {
    private final LeafIssuer issuer;

    Held(LeafIssuer issuer) {
      this.issuer = issuer;
    }

    @Override
    public boolean wanted() {
      return true;
    }

    @Override
    public Leaf leaf() {
      return leaf;
    }

    @Override
    public IssuedCert issue() throws InterruptedException {
      if (leaf.isExpired(clock.instant())) {
        LOG.warn("agent's client certificate has expired");
        return asked().certificate();
      }
      return issuer.issue(subject, options);
    }

    @Override
    public void replace(Leaf next) {
      receiver.accept(receiver.auto().withIdentity(identity(next.certificate())));
      leaf = next;
      LOG.info(
          "the certificate of this agent was renewed: until={}",
          next.certificate().validBefore().text());
    }

    @Override
    public void roots(CaTables.Roots roots) {
      receiver.accept(receiver.auto().withMesh(mesh(roots)));
    }
  }
}
