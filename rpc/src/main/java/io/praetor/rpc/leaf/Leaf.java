// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.leaf;

import io.praetor.connect.CaRoot;
import io.praetor.connect.CaTables;
import io.praetor.connect.IssuedCert;
import io.praetor.connect.IssuedCertificates;
import io.praetor.connect.LeafRenewal;
import io.praetor.rpc.ConsulException;
import java.io.IOException;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// A certificate that is held, and when it has to be replaced.
///
/// @param signingKeyId of the authority that signed it
/// @param renewAt by its age alone
public record Leaf(IssuedCert certificate, String signingKeyId, Instant renewAt) {
  /// @throws ConsulException when it is no certificate
  public static Leaf of(IssuedCert certificate, Instant now, RandomGenerator random) {
    try {
      return new Leaf(
          certificate,
          IssuedCertificates.signingKeyId(IssuedCertificates.first(certificate.certPem())),
          LeafRenewal.at(
              certificate.validAfter().instant(),
              certificate.validBefore().instant(),
              now,
              random));
    } catch (IOException e) {
      throw new ConsulException("the servers' certificate cannot be read: " + e.getMessage());
    }
  }

  /// Whether the authority that signs now has signed it.
  public boolean isOf(CaTables.Roots roots) {
    for (CaRoot root : roots.roots()) {
      if (root.active()) {
        return root.signingKeyId().equals(signingKeyId);
      }
    }
    return false;
  }

  public boolean isExpired(Instant now) {
    return !certificate.validBefore().instant().isAfter(now);
  }
}
