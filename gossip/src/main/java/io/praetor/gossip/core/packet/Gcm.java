// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import io.praetor.wire.Bytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The encryption of gossip: a version byte, a nonce of 12 bytes, AES-GCM with a tag of 16. Version
/// 1 is written; version 0, which pads the plaintext, is read as well.
final class Gcm {
  static final int OVERHEAD = 1 + 12 + 16;
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final int BLOCK = 16;

  private Gcm() {}

  static byte[] seal(Bytes key, byte[] plain, byte[] aad, RandomGenerator random) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    return seal(key, plain, aad, nonce, 1);
  }

  static byte[] seal(Bytes key, byte[] plain, byte[] aad, byte[] nonce, int version) {
    byte[] padded = version == 0 ? pad(plain) : plain;
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0, aad);
      byte[] out = new byte[1 + NONCE + padded.length + TAG];
      out[0] = (byte) version;
      System.arraycopy(nonce, 0, out, 1, NONCE);
      cipher.doFinal(padded, 0, padded.length, out, 1 + NONCE);
      return out;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not usable", e);
    }
  }

  private static Cipher cipher(int mode, Bytes key, byte[] nonce, int at, byte[] aad)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key.shared(), "AES"),
        new GCMParameterSpec(TAG * 8, nonce, at, NONCE));
    cipher.updateAAD(aad);
    return cipher;
  }

  private static byte[] pad(byte[] plain) {
    int more = BLOCK - plain.length % BLOCK;
    byte[] padded = Arrays.copyOf(plain, plain.length + more);
    Arrays.fill(padded, plain.length, padded.length, (byte) more);
    return padded;
  }

  /// Tries each key in turn.
  ///
  /// @throws PacketException when none opens it
  static byte[] open(Keyring ring, byte[] data, int from, int to, byte[] aad) {
    if (to - from < OVERHEAD) {
      throw new PacketException("encrypted payload is too small: " + (to - from) + " bytes");
    }
    int version = data[from];
    if (version != 0 && version != 1) {
      throw new PacketException("unsupported encryption version " + (version & 0xff));
    }
    for (Bytes key : ring.keys()) {
      byte[] plain = open(key, data, from, to, aad);
      if (plain != null) {
        return version == 0 ? unpad(plain) : plain;
      }
    }
    throw new PacketException("no installed keys could decrypt the message");
  }

  private static byte @Nullable [] open(Bytes key, byte[] data, int from, int to, byte[] aad) {
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, data, from + 1, aad);
      return cipher.doFinal(data, from + 1 + NONCE, to - from - 1 - NONCE);
    } catch (AEADBadTagException e) {
      return null; // Another key may fit.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not usable", e);
    }
  }

  private static byte[] unpad(byte[] plain) {
    int more = plain.length == 0 ? 0 : plain[plain.length - 1] & 0xff;
    if (more == 0 || more > BLOCK || more > plain.length) {
      throw new PacketException("decrypted payload has no padding");
    }
    return Arrays.copyOf(plain, plain.length - more);
  }
}
