// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import io.praetor.wire.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The gossip keys of a pool: the first seals, all of them open. Immutable; texts never show a key.
public final class Keyring {
  public static final Keyring NONE = new Keyring(List.of());

  private final List<Bytes> keys;

  private Keyring(List<Bytes> keys) {
    this.keys = List.copyOf(keys);
  }

  /// Primary first; doubles are dropped.
  ///
  /// @throws IllegalArgumentException when a key is not of 16, 24 or 32 bytes
  public static Keyring of(List<Bytes> keys) {
    Keyring ring = NONE;
    for (Bytes key : keys) {
      ring = ring.with(key);
    }
    return ring;
  }

  /// As [#of], from base64.
  public static Keyring ofBase64(List<String> keys) {
    return of(keys.stream().map(key -> Bytes.wrap(Base64.getDecoder().decode(key))).toList());
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }

  public List<Bytes> keys() {
    return keys;
  }

  public List<String> base64() {
    return keys.stream().map(Keyring::base64).toList();
  }

  public static String base64(Bytes key) {
    return Base64.getEncoder().encodeToString(key.shared());
  }

  public Bytes primary() {
    return keys.getFirst();
  }

  /// With one more key at the end; the first of all becomes primary.
  ///
  /// @throws IllegalArgumentException with memberlist's text when the size is wrong
  public Keyring with(Bytes key) {
    if (key.size() != 16 && key.size() != 24 && key.size() != 32) {
      throw new IllegalArgumentException("key size must be 16, 24 or 32 bytes");
    }
    if (keys.contains(key)) {
      return this;
    }
    List<Bytes> more = new ArrayList<>(keys);
    more.add(key);
    return new Keyring(more);
  }

  /// With this key, which must be in the ring, as the primary one.
  public Keyring using(Bytes key) {
    if (!keys.contains(key)) {
      throw new IllegalArgumentException("Requested key is not in the keyring");
    }
    List<Bytes> moved = new ArrayList<>(keys);
    moved.remove(key);
    moved.addFirst(key);
    return new Keyring(moved);
  }

  /// Without this key; the primary one cannot go.
  public Keyring without(Bytes key) {
    if (!keys.isEmpty() && primary().equals(key)) {
      throw new IllegalArgumentException("Removing the primary key is not allowed");
    }
    List<Bytes> fewer = new ArrayList<>(keys);
    fewer.remove(key);
    return new Keyring(fewer);
  }

  @Override
  public String toString() {
    return "Keyring[" + keys.size() + " keys]";
  }
}
