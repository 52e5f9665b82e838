// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.praetor.connect.Pem;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// Who a TLS server is.
///
/// @param chain its certificate, and those that lead to its authority
/// @param key the private key of the first, secret
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
  public TlsIdentity {
    chain = List.copyOf(chain);
  }

  /// Reads both from PEM; the key may be in PKCS#8, PKCS#1 or SEC 1.
  ///
  /// @param name what errors call them
  /// @throws IOException when one is missing or cannot be read
  public static TlsIdentity ofPem(String name, String certificates, String key) throws IOException {
    List<X509Certificate> chain = Pem.of(name, certificates).certificates();
    if (chain.isEmpty()) {
      throw new IOException("no certificate in " + name);
    }
    return new TlsIdentity(chain, Pem.of(name, key).privateKey());
  }

  /// Says nothing of the key.
  @Override
  public String toString() {
    return "TlsIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
