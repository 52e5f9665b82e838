// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.TIME;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.GoTime;
import io.praetor.wire.Struct;

/// A certificate that the authority has signed (Consul's IssuedCert).
///
/// @param serialNumber in colon-separated hex
/// @param certPem the certificate and what leads from it to the root
/// @param privateKeyPem secret, and only known where the request was made
/// @param kind of a gateway, or empty
/// @param createIndex of the command that counted it
public record IssuedCert(
    String serialNumber,
    String certPem,
    String privateKeyPem,
    String service,
    String serviceUri,
    String agent,
    String agentUri,
    String serverUri,
    String kind,
    String kindUri,
    GoTime validAfter,
    GoTime validBefore,
    long createIndex,
    long modifyIndex) {
  public static final Struct<IssuedCert> CODEC =
      Struct.<IssuedCert>named("IssuedCert")
          .field("SerialNumber", STRING, IssuedCert::serialNumber)
          .omitEmpty("CertPEM", STRING, IssuedCert::certPem)
          .omitEmpty("PrivateKeyPEM", STRING, IssuedCert::privateKeyPem)
          .omitEmpty("Service", STRING, IssuedCert::service)
          .omitEmpty("ServiceURI", STRING, IssuedCert::serviceUri)
          .omitEmpty("Agent", STRING, IssuedCert::agent)
          .omitEmpty("AgentURI", STRING, IssuedCert::agentUri)
          .omitEmpty("ServerURI", STRING, IssuedCert::serverUri)
          .omitEmpty("Kind", STRING, IssuedCert::kind)
          .omitEmpty("KindURI", STRING, IssuedCert::kindUri)
          .field("ValidAfter", TIME, IssuedCert::validAfter)
          .field("ValidBefore", TIME, IssuedCert::validBefore)
          .field("CreateIndex", ULONG, IssuedCert::createIndex)
          .field("ModifyIndex", ULONG, IssuedCert::modifyIndex)
          .build(
              v ->
                  new IssuedCert(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13)));

  /// The same for the one who has the key.
  public IssuedCert withKey(String pem) {
    return new IssuedCert(
        serialNumber,
        certPem,
        pem,
        service,
        serviceUri,
        agent,
        agentUri,
        serverUri,
        kind,
        kindUri,
        validAfter,
        validBefore,
        createIndex,
        modifyIndex);
  }

  /// Says nothing of the key.
  @Override
  public String toString() {
    return "IssuedCert[" + serialNumber + service + agent + "]";
  }
}
