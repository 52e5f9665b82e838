// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.praetor.config.TlsConfig;
import io.praetor.connect.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The certificates and keys that a configuration names, with Consul's texts for what is wrong with
/// them.
final class TlsFiles {
  private static final String PAIR = "Failed to load cert/key pair: ";

  private TlsFiles() {}

  /// The identity that is configured, if a certificate and a key are named.
  static Optional<TlsIdentity> identity(TlsConfig.Protocol config) throws IOException {
    if (config.certFile().isEmpty() || config.keyFile().isEmpty()) {
      return Optional.empty();
    }
    List<X509Certificate> chain = read(config.certFile(), PAIR).certificates();
    if (chain.isEmpty()) {
      throw new IOException(PAIR + "tls: failed to find any PEM data in certificate input");
    }
    Pem keyFile = read(config.keyFile(), PAIR);
    if (!keyFile.hasPrivateKey()) {
      throw new IOException(PAIR + "tls: failed to find any PEM data in key input");
    }
    PrivateKey key = keyFile.privateKey();
    if (!belongTogether(chain.getFirst(), key)) {
      throw new IOException(PAIR + "tls: private key does not match public key");
    }
    return Optional.of(new TlsIdentity(chain, key));
  }

  /// Whom peers must be vouched for by; the file goes before the folder.
  static List<X509Certificate> authorities(TlsConfig.Protocol config) throws IOException {
    List<X509Certificate> found = new ArrayList<>();
    for (Path file : authorityFiles(config)) {
      String prefix = "Error loading from " + file + ": ";
      List<X509Certificate> these = read(file.toString(), prefix).certificates();
      if (these.isEmpty()) {
        // Consul adds the text of the file, which may be a key by mistake.
        throw new IOException(prefix + "failed to parse PEM");
      }
      found.addAll(these);
    }
    return found;
  }

  static List<String> authorityTexts(TlsConfig.Protocol config) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : authorityFiles(config)) {
      texts.add(text(file.toString(), "Error loading from " + file + ": "));
    }
    return texts;
  }

  private static List<Path> authorityFiles(TlsConfig.Protocol config) throws IOException {
    if (!config.caFile().isEmpty()) {
      return List.of(Path.of(config.caFile()));
    }
    if (config.caPath().isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(Path.of(config.caPath()))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (NoSuchFileException e) {
      throw new IOException("lstat " + config.caPath() + ": no such file or directory", e);
    }
  }

  private static Pem read(String file, String prefix) throws IOException {
    return Pem.of(file, text(file, prefix));
  }

  private static String text(String file, String prefix) throws IOException {
    try {
      return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IOException(prefix + "open " + file + ": no such file or directory", e);
    }
  }

  private static boolean belongTogether(X509Certificate certificate, PrivateKey key)
      throws IOException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    byte[] probe = {1, 2, 3};
    try {
      if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
        return false;
      }
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(probe);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(probe);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      throw new IOException(PAIR + "the key cannot be used", e);
    }
  }
}
