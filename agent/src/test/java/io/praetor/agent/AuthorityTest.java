// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.connect.IssuedCertificates;
import io.praetor.connect.PrivateKeys;
import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The certificate authority of an agent in development mode, through its HTTP API.
@Timeout(60)
class AuthorityTest {
  private static final String CONFIGURATION = "/v1/connect/ca/configuration";

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private RunningAgent running;

  @BeforeEach
  void start() throws Exception {
    running = RunningAgent.start(folder, "{}");
    while (!get("/v1/connect/ca/roots").body().contains("BEGIN CERTIFICATE")) {
      Thread.sleep(20); // Bounded by the time limit of the class.
    }
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aLeafIsKeptUntilItsRootIsReplacedAndThenMadeAnew() throws Exception {
    Map<?, ?> first = json(get("/v1/agent/connect/ca/leaf/web").body());
    Map<?, ?> again = json(get("/v1/agent/connect/ca/leaf/web").body());
    assertEquals(first, again);
    X509Certificate root = rootOf(0);
    leafOf(first).verify(root.getPublicKey());
    // The key that came with it is its own.
    assertEquals(
        leafOf(first).getPublicKey(),
        PrivateKeys.pair(String.valueOf(first.get("PrivateKeyPEM"))).getPublic());

    assertEquals(200, put(CONFIGURATION, config("\"PrivateKeyBits\":384")).statusCode());

    Map<?, ?> after = json(get("/v1/agent/connect/ca/leaf/web").body());
    assertNotEquals(first.get("SerialNumber"), after.get("SerialNumber"));
    // The chain leads to the former root, for those who have not heard of the new one.
    List<X509Certificate> chain =
        io.praetor.connect.Pem.of("the chain", String.valueOf(after.get("CertPEM"))).certificates();
    assertEquals(2, chain.size());
    chain.get(0).verify(chain.get(1).getPublicKey());
    chain.get(1).verify(root.getPublicKey());
  }

  @Test
  void tooManyRequestsAreTurnedAwayInConsulsWords() throws Exception {
    assertEquals(200, put(CONFIGURATION, config("\"CSRMaxPerSecond\":0.01")).statusCode());
    assertEquals(200, get("/v1/agent/connect/ca/leaf/a").statusCode());
    HttpResponse<String> refused = get("/v1/agent/connect/ca/leaf/b");
    assertEquals(500, refused.statusCode());
    assertEquals("Rate limit reached, try again later", refused.body());
  }

  @Test
  void keysOfRsaCanBeAskedFor() throws Exception {
    String rsa = config("\"PrivateKeyType\":\"rsa\",\"PrivateKeyBits\":2048");
    assertEquals(200, put(CONFIGURATION, rsa).statusCode());
    Map<?, ?> leaf = json(get("/v1/agent/connect/ca/leaf/web").body());
    assertEquals("SHA256withRSA", leafOf(leaf).getSigAlgName());
    assertTrue(get("/v1/connect/ca/roots").body().contains("\"rsa\""));
  }

  private static String config(String more) {
    return "{\"Provider\":\"consul\",\"Config\":{\"LeafCertTTL\":\"72h\"," + more + "}}";
  }

  private X509Certificate rootOf(int index) throws Exception {
    Map<?, ?> roots = json(get("/v1/connect/ca/roots").body());
    Map<?, ?> one = (Map<?, ?>) ((List<?>) Objects.requireNonNull(roots.get("Roots"))).get(index);
    return IssuedCertificates.first(String.valueOf(one.get("RootCert")));
  }

  private static X509Certificate leafOf(Map<?, ?> leaf) throws IOException {
    return IssuedCertificates.first(String.valueOf(leaf.get("CertPEM")));
  }

  private static Map<?, ?> json(String body) {
    Object value =
        Json.read(Codecs.ANY, body.getBytes(StandardCharsets.UTF_8), Decoder.Unknown.IGNORE);
    return (Map<?, ?>) Objects.requireNonNull(value, body);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(uri(path)).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + running.httpPort() + path);
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
