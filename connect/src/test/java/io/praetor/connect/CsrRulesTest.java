// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ns/default/dc/dc1/svc/web",
        "/agent/client/dc/dc1/id/node-1",
        "/agent/client/dc/other/id/node-1",
        "/agent/server/dc/dc1",
        "/gateway/mesh/dc/dc1"
      })
  void theseAreSigned(String path) throws Exception {
    String uri = "spiffe://" + Fixtures.TRUST_DOMAIN + path;
    CsrRules.Accepted accepted = accept(uri);
    assertEquals(uri, accepted.id().uri());
    assertEquals(List.of(uri), accepted.names().uris());
  }

  /// Agents make their first request before they know the cluster.
  @Test
  void anAgentsTrustDomainIsPutRight() throws Exception {
    CsrRules.Accepted accepted = accept("spiffe://unknown/agent/client/dc/dc1/id/node-1");
    assertEquals(
        List.of("spiffe://" + Fixtures.TRUST_DOMAIN + "/agent/client/dc/dc1/id/node-1"),
        accepted.names().uris());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spiffe://x.consul/ns/default/dc/dc1/svc/web|SPIFFE ID in CSR from a different trust domain:"
            + " x.consul, we are b1a71708-1bf4-f8fe-013c-54beafd9dd46.consul",
        "spiffe://x.consul/ns/default/dc/dc2/svc/web|SPIFFE ID in CSR from a different datacenter:"
            + " dc2, we are dc1",
        "spiffe://x.consul|SPIFFE ID in CSR must be a service, mesh-gateway, or agent ID",
        "https://x.consul/ns/default/dc/dc1/svc/web|SPIFFE ID must have 'spiffe' scheme",
        "spiffe://x.consul/other|SPIFFE ID is not in the expected format: spiffe://x.consul/other"
      })
  void theseAreRefusedInConsulsWords(String uri, String text) {
    assertEquals(text, assertThrows(InvalidRequestException.class, () -> accept(uri)).text());
  }

  @Test
  void oneNameAndNoMail() throws Exception {
    String uri = "spiffe://" + Fixtures.TRUST_DOMAIN + "/agent/server/dc/dc1";
    AlternativeNames two = new AlternativeNames(List.of(), List.of(), List.of(), List.of(uri, uri));
    AlternativeNames mail =
        new AlternativeNames(List.of(), List.of("a@b"), List.of(), List.of(uri));
    assertEquals("CSR SAN contains an invalid number of URIs: 2", refusal(two));
    assertEquals("CSR SAN does not allow specifying email addresses", refusal(mail));
  }

  @Test
  void namesThatNeedEscapesComeBack() throws Exception {
    SpiffeId.Service id = new SpiffeId.Service("h.consul", "default", "dc1", "a b/c%ü");
    assertEquals(id, SpiffeId.parse(id.uri()));
    assertEquals("spiffe://h.consul/ns/default/dc/dc1/svc/a%20b%2Fc%25%C3%BC", id.uri());
    assertThrows(
        InvalidRequestException.class,
        () -> SpiffeId.parse("spiffe://h.consul/ns/default/dc/dc1/svc/a%2"));
  }

  private static String refusal(AlternativeNames names) throws InvalidRequestException {
    SigningRequest request = SigningRequest.read(SigningRequest.write(Fixtures.key(), names));
    return assertThrows(
            InvalidRequestException.class,
            () -> CsrRules.accept(request, "dc1", Fixtures.TRUST_DOMAIN))
        .text();
  }

  private static CsrRules.Accepted accept(String uri) throws InvalidRequestException {
    SigningRequest request =
        SigningRequest.read(SigningRequest.write(Fixtures.key(), Fixtures.named(uri)));
    return CsrRules.accept(request, "dc1", Fixtures.TRUST_DOMAIN);
  }
}
