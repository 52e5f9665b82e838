// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.rpc.ConsulException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The HTTPS listener of a whole agent. The keys were made for this test and are used nowhere else.
class HttpsTest {
  private static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(HttpsTest.class.getResource("/tls/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pair(String name) {
    return "\"cert_file\":\"%s\",\"key_file\":\"%s\""
        .formatted(file(name + ".pem"), file(name + "-key.pem"));
  }

  private static String https(String settings) {
    return "{\"tls\":{\"https\":{" + settings + "}}}";
  }

  private static String mutual(String name) {
    return https(pair(name) + ",\"ca_file\":\"" + file("ca.pem") + "\",\"verify_incoming\":true");
  }

  @Test
  void answersOverTlsAndUsesTheCertificateOfAReload(@TempDir Path folder) throws Exception {
    try (RunningAgent agent = RunningAgent.start(folder, https(pair("first")))) {
      assertEquals("CN=first", askFor("/v1/agent/version", agent.httpsPort(), false));
      agent.reload(https(pair("second")));
      assertEquals("CN=second", askFor("/v1/agent/version", agent.httpsPort(), false));
      assertTrue(
          agent
              .logged()
              .contains(
                  "agent: Starting server: address=127.0.0.1:"
                      + agent.httpsPort()
                      + " network=tcp protocol=https"),
          agent.logged());
    }
  }

  @Test
  void verifyIncomingAsksForACertificateAndCanBeTurnedOnByAReload(@TempDir Path folder)
      throws Exception {
    try (RunningAgent agent = RunningAgent.start(folder, https(pair("first")))) {
      askFor("/v1/agent/version", agent.httpsPort(), false);
      agent.reload(mutual("first"));
      assertThrows(IOException.class, () -> askFor("/v1/agent/version", agent.httpsPort(), false));
      assertEquals("CN=first", askFor("/v1/agent/version", agent.httpsPort(), true));
    }
  }

  @Test
  void aReloadWithUnusableFilesKeepsTheOldOnes(@TempDir Path folder) throws Exception {
    try (RunningAgent agent = RunningAgent.start(folder, https(pair("first")))) {
      ConsulException refused =
          assertThrows(
              ConsulException.class,
              () -> agent.reload(https("\"cert_file\":\"/nope\",\"key_file\":\"/nope\"")));
      assertEquals(
          "Failed reloading tls configuration: Failed to load cert/key pair: open /nope: no such"
              + " file or directory",
          refused.text());
      assertEquals("CN=first", askFor("/v1/agent/version", agent.httpsPort(), false));
    }
  }

  /// The older names of the same settings.
  @Test
  void legacyKeysReachTheListener(@TempDir Path folder) throws Exception {
    String legacy =
        "{%s,\"ca_file\":\"%s\",\"verify_incoming_https\":true}"
            .formatted(pair("first"), file("ca.pem"));
    try (RunningAgent agent = RunningAgent.start(folder, legacy)) {
      assertThrows(IOException.class, () -> askFor("/v1/agent/version", agent.httpsPort(), false));
      assertEquals("CN=first", askFor("/v1/agent/version", agent.httpsPort(), true));
    }
  }

  @Test
  void unixSocketsGetTheirModeAndAnswer(@TempDir Path folder) throws Exception {
    Path socket = folder.resolve("api.sock");
    String config =
        "{\"addresses\":{\"http\":\"unix://%s\"},\"unix_sockets\":{\"mode\":\"0600\"}}"
            .formatted(socket);
    try (RunningAgent agent = RunningAgent.start(folder, config);
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(
          ByteBuffer.wrap(
              "GET /v1/agent/version HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(16);
      while (answer.hasRemaining() && channel.read(answer) >= 0) {
        // Reads on until the status line is whole.
      }
      assertTrue(new String(answer.array(), StandardCharsets.US_ASCII).contains(" 200 "));
      assertTrue(agent.logged().contains("address=" + socket + " network=unix protocol=http"));
    }
  }

  /// Consul's servers use a certificate of the mesh when the configuration names none.
  @Test
  void withoutFilesAServerUsesACertificateOfTheMesh(@TempDir Path folder) throws Exception {
    try (RunningAgent agent = RunningAgent.start(folder, "{}");
        HttpClient client = HttpClient.newHttpClient()) {
      String answer =
          client
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://127.0.0.1:"
                                  + agent.httpPort()
                                  + "/v1/agent/connect/ca/roots?index=1"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      Matcher root = Pattern.compile("\"RootCert\": ?\"([^\"]+)\"").matcher(answer);
      assertTrue(root.find(), answer);
      Path authority = folder.resolve("mesh.pem");
      Files.writeString(authority, root.group(1).replace("\\n", "\n"));
      assertEquals("CN=server.dc1", askFor("/v1/agent/version", agent.httpsPort(), authority));
    }
  }

  @Test
  void anAgentDoesNotStartWithFilesThatItCannotUse(@TempDir Path folder) {
    String wrongKey =
        https(
            "\"cert_file\":\"%s\",\"key_file\":\"%s\""
                .formatted(file("first.pem"), file("second-key.pem")));
    IOException refused =
        assertThrows(IOException.class, () -> RunningAgent.start(folder, wrongKey));
    assertEquals(
        "Failed to load cert/key pair: tls: private key does not match public key",
        refused.getMessage());
  }

  /// Makes one request and tells the subject of the server's certificate.
  private static String askFor(String path, int port, boolean withCertificate) throws Exception {
    return askFor(path, port, file("ca.pem"), withCertificate);
  }

  private static String askFor(String path, int port, Path authority) throws Exception {
    return askFor(path, port, authority, false);
  }

  private static String askFor(String path, int port, Path authority, boolean withCertificate)
      throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, new char[0]);
    trusted.setCertificateEntry("ca", certificate(authority));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, new char[0]);
    if (withCertificate) {
      String pem = Files.readString(file("client-key.pem"), StandardCharsets.US_ASCII);
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      own.setKeyEntry(
          "client",
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)),
          new char[0],
          new Certificate[] {certificate(file("client.pem"))});
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      if (!answer.startsWith("HTTP/1.1 200 OK")) {
        throw new IOException("no good answer: " + answer.lines().findFirst().orElse(""));
      }
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
          .getSubjectX500Principal()
          .getName();
    }
  }

  private static X509Certificate certificate(Path path) throws Exception {
    try (var stream = Files.newInputStream(path)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
    }
  }
}
