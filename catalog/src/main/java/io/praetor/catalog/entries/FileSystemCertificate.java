// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// A certificate with its key as files on the gateway's host.
public record FileSystemCertificate(String certificate, String privateKey) implements EntryBody {
  public static final Struct<FileSystemCertificate> CODEC =
      Struct.<FileSystemCertificate>named("FileSystemCertificateConfigEntry")
          .field("Certificate", STRING, FileSystemCertificate::certificate)
          .field("PrivateKey", STRING, FileSystemCertificate::privateKey)
          .build(v -> new FileSystemCertificate(v.get(0), v.get(1)));
}
