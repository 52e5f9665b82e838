// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// A certificate with its key, both PEM, for gateways.
public record InlineCertificate(String certificate, String privateKey) implements EntryBody {
  public static final Struct<InlineCertificate> CODEC =
      Struct.<InlineCertificate>named("InlineCertificateConfigEntry")
          .field("Certificate", STRING, InlineCertificate::certificate)
          .field("PrivateKey", STRING, InlineCertificate::privateKey)
          .build(v -> new InlineCertificate(v.get(0), v.get(1)));
}
