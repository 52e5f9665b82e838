// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What several tests of certificates need.
final class Fixtures {
  static final String CLUSTER = "b1a71708-1bf4-f8fe-013c-54beafd9dd46";
  static final String TRUST_DOMAIN = CLUSTER + ".consul";
  static final Instant START = Instant.parse("2026-11-25T21:38:28Z");
  static final SecureRandom RANDOM = new SecureRandom();

  private Fixtures() {}

  /// A text that a real agent or server sent.
  static String recorded(String name) throws IOException {
    try (InputStream in = Fixtures.class.getResourceAsStream("/recorded/" + name)) {
      if (in == null) {
        throw new IOException("no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  static KeyPair key() throws InvalidRequestException {
    return PrivateKeys.generate(PrivateKeys.EC, 256, RANDOM);
  }

  static AlternativeNames named(String uri) {
    return new AlternativeNames(List.of(), List.of(), List.of(), List.of(uri));
  }

  static String root(KeyPair keys) {
    return IssuedCertificates.root(
        keys,
        TRUST_DOMAIN,
        "pri-1hr5u478.consul.ca.b1a71708.consul",
        new IssuedCertificates.Validity(7, START, START.plus(Duration.ofHours(87600))));
  }
}
