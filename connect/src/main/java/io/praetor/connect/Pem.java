// SPDX-License-Identifier: Apache-2.0

package io.praetor.connect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and private keys in PEM, in the three forms in which keys are found: PKCS#8, and
/// the older ones of RSA (PKCS#1) and of elliptic curves (SEC 1, which `consul tls` writes). Java
/// reads only the first, so the others are put into its envelope here.
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final int MOST_BLOCKS = 1000;
  private static final byte[] VERSION = {2, 1, 0};
  private static final byte[] RSA = {
    0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };
  private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private record Block(String label, byte[] der) {}

  private final String name;
  private final List<Block> blocks = new ArrayList<>();

  private Pem(String name) {
    this.name = name;
  }

  /// @param name what errors call the text
  public static Pem of(String name, String text) {
    Pem file = new Pem(name);
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find() && file.blocks.size() < MOST_BLOCKS) {
      file.blocks.add(new Block(matcher.group(1), decoded(matcher.group(2))));
    }
    return file;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // Whoever needs the block is told that it cannot be read.
      return new byte[0];
    }
  }

  /// The content of the first block when it has this label, or nothing.
  Optional<byte[]> first(String label) {
    return blocks.isEmpty() || !blocks.getFirst().label.equals(label)
        ? Optional.empty()
        : Optional.of(blocks.getFirst().der);
  }

  boolean isEmpty() {
    return blocks.isEmpty();
  }

  /// Its certificates in their order.
  ///
  /// @throws IOException when one cannot be read
  public List<X509Certificate> certificates() throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Block block : blocks) {
        if (block.label.equals("CERTIFICATE")) {
          certificates.add(
              (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der)));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot read certificates in " + name, e);
    }
    return certificates;
  }

  public boolean hasPrivateKey() {
    return blocks.stream().anyMatch(block -> block.label.endsWith("PRIVATE KEY"));
  }

  /// Its first private key.
  ///
  /// @throws IOException when there is none, or it cannot be read
  public PrivateKey privateKey() throws IOException {
    for (Block block : blocks) {
      try {
        switch (block.label) {
          case "PRIVATE KEY" -> {
            return anyOf(block.der);
          }
          case "RSA PRIVATE KEY" -> {
            return key("RSA", envelope(RSA, block.der));
          }
          case "EC PRIVATE KEY" -> {
            return key("EC", envelope(sequence(EC, curve(block.der)), block.der));
          }
          default -> {}
        }
      } catch (GeneralSecurityException e) {
        throw new IOException("cannot read the private key in " + name, e);
      }
    }
    throw new IOException("no private key in " + name);
  }

  private static PrivateKey anyOf(byte[] der) throws GeneralSecurityException {
    GeneralSecurityException first = new InvalidKeySpecException("unknown kind of key");
    for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
      try {
        return key(algorithm, der);
      } catch (GeneralSecurityException e) {
        first.addSuppressed(e);
      }
    }
    throw first;
  }

  private static PrivateKey key(String algorithm, byte[] der) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /// PKCS#8: version, algorithm, and the key in its older form as an octet string.
  private static byte[] envelope(byte[] algorithm, byte[] key) {
    return sequence(VERSION, algorithm, tagged(4, key));
  }

  /// The curve is named in SEC 1 behind the context tag 0, as an object identifier.
  private static byte[] curve(byte[] sec1) throws IOException {
    for (int i = 0; i + 3 < sec1.length; i++) {
      int length = sec1[i + 1] & 0xff;
      boolean named =
          (sec1[i] & 0xff) == 0xa0
              && sec1[i + 2] == 6
              && length == (sec1[i + 3] & 0xff) + 2
              && i + 2 + length <= sec1.length;
      if (named) {
        byte[] identifier = new byte[length];
        System.arraycopy(sec1, i + 2, identifier, 0, length);
        return identifier;
      }
    }
    throw new IOException("the private key does not name its curve");
  }

  private static byte[] sequence(byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    return tagged(0x30, content.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
