// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.connect.AgentCertificates;
import io.praetor.connect.AgentCertificates.Authority;
import io.praetor.connect.AgentCertificates.AuthorityWish;
import io.praetor.connect.AgentCertificates.LeafWish;
import io.praetor.connect.AgentCertificates.Made;
import io.praetor.connect.AgentCertificates.Usage;
import io.praetor.connect.Pem;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The servers' port of a whole agent behind TLS, and what a reload changes on it.
@Timeout(60)
class RpcTlsTest {
  private static final int TLS = 3;
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;
  private Made root;
  private Authority authority;

  @BeforeEach
  void makeAuthority() throws Exception {
    Instant now = Instant.now();
    root =
        AgentCertificates.authority(
            new AuthorityWish("", List.of(), "", now, now.plus(Duration.ofDays(9))), RANDOM);
    Pem pem = Pem.of("root", root.certificate() + root.key());
    authority = new Authority(pem.certificates().getFirst(), pem.privateKey());
    Files.writeString(folder.resolve("ca.pem"), root.certificate());
    write("first");
  }

  /// Makes the files of the agent anew, under this name.
  private void write(String name) throws Exception {
    Made leaf = leaf(name);
    Files.writeString(folder.resolve("cert.pem"), leaf.certificate());
    Files.writeString(folder.resolve("key.pem"), leaf.key());
  }

  private Made leaf(String name) throws Exception {
    Instant now = Instant.now();
    LeafWish wish =
        new LeafWish(
            name,
            List.of("server.dc1.consul", "localhost"),
            List.of(),
            List.of(Usage.SERVER, Usage.CLIENT),
            now.minusSeconds(60),
            now.plus(Duration.ofDays(1)));
    return AgentCertificates.leaf(authority, wish, RANDOM);
  }

  private String config(String more) {
    return "{\"tls\":{\"defaults\":{\"ca_file\":\"%s\",\"cert_file\":\"%s\",\"key_file\":\"%s\"},"
            .formatted(
                folder.resolve("ca.pem"), folder.resolve("cert.pem"), folder.resolve("key.pem"))
        + "\"internal_rpc\":{"
        + more
        + "}}}";
  }

  @Test
  void newFilesUnderTheSameNamesCountFromTheReload() throws Exception {
    try (RunningAgent agent = RunningAgent.start(folder, config(""))) {
      assertEquals("CN=first", subject(agent, "TLSv1.3", true));
      write("second");
      agent.agent.reload();
      assertEquals("CN=second", subject(agent, "TLSv1.3", true));
    }
  }

  @Test
  void verifyIncomingCanBeTurnedOnByAReload() throws Exception {
    try (RunningAgent agent = RunningAgent.start(folder, config(""))) {
      assertEquals("CN=first", subject(agent, "TLSv1.2", false));
      assertEquals(0, plain(agent));
      agent.reload(config("\"verify_incoming\":true"));
      assertThrows(IOException.class, () -> subject(agent, "TLSv1.2", false));
      assertEquals("CN=first", subject(agent, "TLSv1.2", true));
      assertEquals(-1, plain(agent));
    }
  }

  @Test
  void theLeastVersionAndTheSuitesHold() throws Exception {
    try (RunningAgent agent =
        RunningAgent.start(folder, config("\"tls_min_version\":\"TLSv1_3\""))) {
      assertThrows(SSLHandshakeException.class, () -> subject(agent, "TLSv1.2", true));
      assertEquals("CN=first", subject(agent, "TLSv1.3", true));
      String suite = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
      agent.reload(config("\"tls_cipher_suites\":\"" + suite + "\""));
      try (SSLSocket socket = secure(agent, "TLSv1.2", true)) {
        assertEquals(suite, socket.getSession().getCipherSuite());
      }
      // Those of TLS 1.3 cannot be configured, and stay.
      assertEquals("CN=first", subject(agent, "TLSv1.3", true));
    }
  }

  /// The first byte of the answer to a ping in the clear, or -1 when the connection is closed.
  private static int plain(RunningAgent agent) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", agent.serverPort())) {
      socket.setSoTimeout(10_000);
      // A stream of yamux is opened; its acknowledgement begins with the version 0.
      socket.getOutputStream().write(new byte[] {4, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0});
      return socket.getInputStream().read();
    } catch (SocketException reset) {
      return -1;
    }
  }

  private String subject(RunningAgent agent, String protocol, boolean identified) throws Exception {
    try (SSLSocket socket = secure(agent, protocol, identified)) {
      // A server that wants a certificate may refuse only after the handshake.
      socket.getOutputStream().write(new byte[] {4, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0});
      assertEquals(0, socket.getInputStream().read());
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
          .getSubjectX500Principal()
          .getName();
    }
  }

  private SSLSocket secure(RunningAgent agent, String protocol, boolean identified)
      throws Exception {
    Socket plain = new Socket("127.0.0.1", agent.serverPort());
    plain.setSoTimeout(10_000);
    plain.getOutputStream().write(TLS);
    SSLSocket socket =
        (SSLSocket)
            context(identified).getSocketFactory().createSocket(plain, "localhost", 1, true);
    socket.setEnabledProtocols(new String[] {protocol});
    socket.startHandshake();
    return socket;
  }

  private SSLContext context(boolean identified) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, new char[0]);
    trusted.setCertificateEntry("ca", authority.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, new char[0]);
    if (identified) {
      Made client = leaf("client");
      Pem pem = Pem.of("client", client.certificate() + client.key());
      X509Certificate[] chain = pem.certificates().toArray(new X509Certificate[0]);
      own.setKeyEntry("client", pem.privateKey(), new char[0], chain);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
