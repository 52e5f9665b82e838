// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Certificates and private keys from PEM files: PKCS#8, and the older RSA and EC forms, which are wrapped into PKCS#8.
public final class PemFiles {
  private static final int MAX_FILE_BYTES = 4 << 20;
  private static final byte[] RSA_ALGORITHM =
      HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC_OID = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final byte[] VERSION_ZERO = {2, 1, 0};

  private PemFiles() {}

  private record Block(String label, byte[] content) {}

  /// What the first block of a file calls itself, such as `CERTIFICATE`; empty without any block.
  public static String firstLabel(Path file) throws IOException {
    List<Block> blocks = blocks(file);
    return blocks.isEmpty() ? "" : blocks.getFirst().label();
  }

  /// All certificates of a file, at least one.
  public static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks(file)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(block.content())));
      }
    }
    if (certificates.isEmpty()) {
      throw new IOException("Error loading CA File: Couldn't parse PEM in: " + file);
    }
    return certificates;
  }

  /// The first private key of a file.
  public static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    for (Block block : blocks(file)) {
      switch (block.label()) {
        case "PRIVATE KEY":
          return fromPkcs8(block.content());
        case "RSA PRIVATE KEY":
          return fromPkcs8(sequence(VERSION_ZERO, RSA_ALGORITHM, tagged(0x04, block.content())));
        case "EC PRIVATE KEY":
          return fromPkcs8(
              sequence(
                  VERSION_ZERO,
                  sequence(EC_OID, curve(block.content())),
                  tagged(0x04, block.content())));
        default:
          break;
      }
    }
    throw new IOException("tls: failed to find any PEM data in key input");
  }

  private static PrivateKey fromPkcs8(byte[] encoded) throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
    for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // The encoding names another algorithm of the list.
      }
    }
    throw new GeneralSecurityException("tls: failed to parse private key");
  }

  /// The curve of a SEC 1 key: the object identifier inside its `[0]` element.
  private static byte[] curve(byte[] key) throws GeneralSecurityException {
    for (int i = 0; i + 3 < key.length; i++) {
      boolean parameters = (key[i] & 0xff) == 0xa0 && key[i + 2] == 0x06;
      if (parameters && key[i + 1] == key[i + 3] + 2 && i + 4 + key[i + 3] <= key.length) {
        byte[] oid = new byte[key[i + 3] + 2];
        System.arraycopy(key, i + 2, oid, 0, oid.length);
        return oid;
      }
    }
    throw new GeneralSecurityException("tls: EC private key without a named curve");
  }

  private static byte[] sequence(byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    return tagged(0x30, content.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.write(tag);
    if (content.length < 0x80) {
      encoded.write(content.length);
    } else {
      encoded.write(0x82);
      encoded.write(content.length >> 8);
      encoded.write(content.length);
    }
    encoded.writeBytes(content);
    return encoded.toByteArray();
  }

  private static List<Block> blocks(Path file) throws IOException {
    String text;
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IOException("open " + file + ": file too large");
      }
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IOException("open " + file + ": no such file or directory", e);
    }
    List<Block> blocks = new ArrayList<>();
    int at = text.indexOf("-----BEGIN ");
    while (at >= 0) {
      int labelEnd = text.indexOf("-----", at + 11);
      String label = labelEnd < 0 ? "" : text.substring(at + 11, labelEnd);
      int end = text.indexOf("-----END " + label + "-----", at);
      if (labelEnd < 0 || end < labelEnd) {
        break;
      }
      try {
        blocks.add(
            new Block(label, Base64.getMimeDecoder().decode(text.substring(labelEnd + 5, end))));
      } catch (IllegalArgumentException e) {
        throw new IOException("bad base64 in " + file, e);
      }
      at = text.indexOf("-----BEGIN ", end);
    }
    return blocks;
  }
}
