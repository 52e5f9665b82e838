// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.require;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of inline-certificate: both parts are PEM, and the key is of the certificate's type.
/// Whether it is the certificate's own key is not looked at here.
final class CertificateRules {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private CertificateRules() {}

  private record Block(String label, byte[] content) {}

  static void check(ConfigEntry entry, InlineCertificate body) {
    Block key = block(body.privateKey());
    if (key == null) {
      throw new EntryException("failed to parse private key PEM");
    }
    Block certificate = block(body.certificate());
    if (certificate == null) {
      throw new EntryException("failed to parse certificate PEM");
    }
    String algorithm = parse(certificate.content).getPublicKey().getAlgorithm();
    boolean other =
        (key.label.startsWith("EC ") && !algorithm.equals("EC"))
            || (key.label.startsWith("RSA ") && !algorithm.equals("RSA"));
    require(!other, "tls: private key type does not match public key type");
    EntryRules.storedName(entry);
  }

  private static @Nullable Block block(String pem) {
    Matcher found = BLOCK.matcher(pem);
    if (!found.find()) {
      return null;
    }
    try {
      byte[] content =
          Base64.getMimeDecoder().decode(found.group(2).getBytes(StandardCharsets.US_ASCII));
      return new Block(found.group(1), content);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static X509Certificate parse(byte[] content) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(content));
    } catch (CertificateException e) {
      throw new EntryException("failed to parse certificate: x509: malformed certificate");
    }
  }
}
