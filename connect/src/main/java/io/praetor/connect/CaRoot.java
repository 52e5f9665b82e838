// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.TIME;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.listOrNil;

import io.praetor.wire.GoTime;
import io.praetor.wire.Struct;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One root certificate that the mesh trusts (Consul's CARoot).
///
/// @param externalTrustDomain the cluster id, without the domain
/// @param signingCert set while a provider signs with something other than the root
/// @param signingKey never filled by the built-in provider
public record CaRoot(
    String id,
    String name,
    long serialNumber,
    String signingKeyId,
    String externalTrustDomain,
    GoTime notBefore,
    GoTime notAfter,
    String rootCert,
    List<String> intermediateCerts,
    String signingCert,
    String signingKey,
    boolean active,
    GoTime rotatedOutAt,
    String privateKeyType,
    int privateKeyBits,
    long createIndex,
    long modifyIndex) {

  public static final Struct<CaRoot> CODEC =
      Struct.<CaRoot>named("CARoot")
          .field("ID", STRING, CaRoot::id)
          .field("Name", STRING, CaRoot::name)
          .field("SerialNumber", ULONG, CaRoot::serialNumber)
          .field("SigningKeyID", STRING, CaRoot::signingKeyId)
          .field("ExternalTrustDomain", STRING, CaRoot::externalTrustDomain)
          .field("NotBefore", TIME, CaRoot::notBefore)
          .field("NotAfter", TIME, CaRoot::notAfter)
          .field("RootCert", STRING, CaRoot::rootCert)
          .field("IntermediateCerts", listOrNil(STRING), CaRoot::intermediateCerts)
          .msgpackOnly("SigningCert", STRING, CaRoot::signingCert)
          .msgpackOnly("SigningKey", STRING, CaRoot::signingKey)
          .field("Active", BOOL, CaRoot::active)
          .msgpackOnly("RotatedOutAt", TIME, CaRoot::rotatedOutAt)
          .field("PrivateKeyType", STRING, CaRoot::privateKeyType)
          .field("PrivateKeyBits", INT, CaRoot::privateKeyBits)
          .field("CreateIndex", ULONG, CaRoot::createIndex)
          .field("ModifyIndex", ULONG, CaRoot::modifyIndex)
          .build(
              v ->
                  new CaRoot(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13),
                      v.get(14), v.get(15), v.get(16)));

  public CaRoot {
    intermediateCerts = List.copyOf(intermediateCerts);
  }

  /// An active root of a provider, as its certificate describes it.
  ///
  /// @throws IOException when the text has no certificate
  /// @throws GeneralSecurityException when it has one of an unknown kind
  public static CaRoot of(String pem, String provider, String clusterId)
      throws IOException, GeneralSecurityException {
    X509Certificate certificate = IssuedCertificates.first(pem);
    PrivateKeys.Kind key = PrivateKeys.Kind.of(certificate.getPublicKey());
    return new CaRoot(
        IssuedCertificates.fingerprint(certificate),
        provider + " CA Primary Cert",
        certificate.getSerialNumber().longValue(),
        IssuedCertificates.colonHex(IssuedCertificates.keyIdOf(certificate)),
        clusterId,
        GoTime.utc(certificate.getNotBefore().toInstant()),
        GoTime.utc(certificate.getNotAfter().toInstant()),
        pem.endsWith("\n") ? pem : pem + "\n",
        List.of(),
        "",
        "",
        true,
        GoTime.ZERO,
        key.type(),
        key.bits(),
        0,
        0);
  }

  /// Whether a certificate that it vouches for can still be alive. One that was rotated out is kept for
  /// two lives of a leaf, as by Consul.
  public boolean isNeeded(Instant now, Duration leafTtl) {
    return active || !rotatedOutAt.instant().isBefore(now.minus(leafTtl.multipliedBy(2)));
  }

  /// The same after another root took its place.
  public CaRoot rotatedOut(GoTime at) {
    return copy(intermediateCerts, false, at, createIndex, modifyIndex);
  }

  /// The same with certificates that lead to it.
  public CaRoot withIntermediates(List<String> certificates) {
    return copy(certificates, active, rotatedOutAt, createIndex, modifyIndex);
  }

  CaRoot withIndexes(long created, long modified) {
    return copy(intermediateCerts, active, rotatedOutAt, created, modified);
  }

  private CaRoot copy(
      List<String> intermediates, boolean isActive, GoTime rotated, long created, long modified) {
    return new CaRoot(
        id,
        name,
        serialNumber,
        signingKeyId,
        externalTrustDomain,
        notBefore,
        notAfter,
        rootCert,
        intermediates,
        signingCert,
        signingKey,
        isActive,
        rotated,
        privateKeyType,
        privateKeyBits,
        created,
        modified);
  }
}
