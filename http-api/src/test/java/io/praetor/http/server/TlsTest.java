// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.praetor.config.TlsConfig;
import io.praetor.connect.Pem;
import io.praetor.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys here were made for this test and are used nowhere else.
class TlsTest {
  private static Path file(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(TlsTest.class.getResource("/tls/" + name), name).toURI());
  }

  private static TlsConfig.Protocol config(String cert, String key, boolean verify)
      throws URISyntaxException {
    return new TlsConfig.Protocol(
        file(cert).toString(),
        "",
        file(cert).toString(),
        file(key).toString(),
        "TLSv1_2",
        List.of(),
        verify,
        false,
        false,
        false);
  }

  @Test
  void keysAreReadInAllThreeForms() throws Exception {
    assertEquals("EC", read(file("pkcs8.pem")).privateKey().getAlgorithm());
    assertEquals("EC", read(file("sec1.pem")).privateKey().getAlgorithm());
    assertEquals("RSA", read(file("rsa1.pem")).privateKey().getAlgorithm());
    assertEquals(
        ((ECPrivateKey) read(file("pkcs8.pem")).privateKey()).getS(),
        ((ECPrivateKey) read(file("sec1.pem")).privateKey()).getS());
  }

  @Test
  void filesWithoutWhatIsLookedForAreAnError(@TempDir Path folder) throws Exception {
    assertThrows(IOException.class, () -> read(file("cert.pem")).privateKey());
    Path garbage =
        Files.writeString(
            folder.resolve("k.pem"),
            "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n");
    assertThrows(IOException.class, () -> read(garbage).privateKey());
    assertTrue(read(garbage).certificates().isEmpty());
  }

  @Test
  void answersOverTlsAndRefusesClientsWithoutTheCertificateItAsksFor() throws Exception {
    var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TlsSettings open = TlsSettings.load(config("cert.pem", "sec1.pem", false), false);
    TlsSettings mutual = TlsSettings.load(config("cert.pem", "pkcs8.pem", true), false);
    HttpServer server =
        HttpServer.start(
            HttpServerConfig.DEFAULT,
            List.of(new Listener.Tls(any, () -> open), new Listener.Tls(any, () -> mutual)),
            loops,
            Runnable::run,
            request -> Response.text(200, "over tls"));
    try {
      assertTrue(exchange(server, 0).endsWith("over tls"));
      assertThrows(IOException.class, () -> exchange(server, 1));
    } finally {
      server.close(Duration.ZERO);
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private static String exchange(HttpServer server, int listener) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, new char[0]);
    trusted.setCertificateEntry("server", read(file("cert.pem")).certificates().getFirst());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    InetSocketAddress address = (InetSocketAddress) server.addresses().get(listener);
    try (SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), address.getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      if (answer.isEmpty()) {
        throw new IOException("closed without an answer");
      }
      return answer;
    }
  }

  private static Pem read(Path file) throws IOException {
    return Pem.of(file.toString(), Files.readString(file));
  }
}
