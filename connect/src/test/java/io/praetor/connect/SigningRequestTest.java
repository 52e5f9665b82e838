// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningRequestTest {
  @Test
  void readsWhatARealAgentSent() throws Exception {
    SigningRequest request = SigningRequest.read(Fixtures.recorded("agent-csr.pem"));

    assertEquals(List.of("localhost"), request.names().dns());
    assertEquals(List.of(InetAddress.ofLiteral("127.0.0.1")), request.names().addresses());
    assertEquals(
        new SpiffeId.Agent("e737424c-b9ca-3cdc-0afd-726052e4a024.consul", "dc1", "probe"),
        SpiffeId.parse(request.names().uris().getFirst()));
  }

  @ParameterizedTest
  @CsvSource({"ec,256", "ec,384", "ec,521", "rsa,2048"})
  void readsWhatItWrites(String type, int bits) throws Exception {
    KeyPair keys = PrivateKeys.generate(type, bits, Fixtures.RANDOM);
    AlternativeNames names =
        new AlternativeNames(
            List.of("localhost", "a.example"),
            List.of("who@example"),
            List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")),
            List.of("spiffe://x.consul/agent/server/dc/dc1"));

    SigningRequest request = SigningRequest.read(SigningRequest.write(keys, names));

    assertEquals(names, request.names());
    assertEquals(keys.getPublic(), request.key());
  }

  @Test
  void refusesASignatureOfAnotherKey() throws Exception {
    byte[] der =
        Base64.getMimeDecoder()
            .decode(Fixtures.recorded("csr.pem").replaceAll("-----[^\n]*-----", ""));
    // In the last name, so that all lengths still hold.
    String text = new String(der, java.nio.charset.StandardCharsets.ISO_8859_1);
    der[text.indexOf("/svc/web") + 7] = 'x';
    InvalidRequestException refused =
        assertThrows(InvalidRequestException.class, () -> SigningRequest.read(pem(der)));
    assertEquals("the signature of the request is not of its key", refused.text());
  }

  @Test
  void refusesInConsulsWordsWhatIsNoRequest() throws Exception {
    assertEquals("no PEM-encoded data found", refusal("nonsense"));
    assertEquals(
        "first PEM-block should be CERTIFICATE REQUEST type",
        refusal(Fixtures.recorded("leaf.pem")));
  }

  private static String refusal(String text) {
    return assertThrows(InvalidRequestException.class, () -> SigningRequest.read(text)).text();
  }

  /// Whatever comes, it is read or refused, and in bounded memory.
  @Test
  void garbageIsRefused() throws Exception {
    byte[] good =
        Base64.getMimeDecoder()
            .decode(Fixtures.recorded("agent-csr.pem").replaceAll("-----[^\n]*-----", ""));
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] bad = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      byte[] cut = java.util.Arrays.copyOf(bad, random.nextInt(bad.length + 20));
      try {
        SigningRequest.read(pem(cut));
      } catch (InvalidRequestException e) {
        refused++;
      }
    }
    assertTrue(refused > 4900, "refused " + refused);
  }

  private static String pem(byte[] der) {
    return CertificateSigner.pem("CERTIFICATE REQUEST", der);
  }
}
