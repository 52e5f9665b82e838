// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import io.praetor.wire.DecodeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects bytes until a whole message (header and body) is there. Every header of net/rpc is a map;
/// anything else is refused at its first byte, before it is collected.
public final class MessageBuffer {
  private static final int FIRST_CAPACITY = 512;

  private final int maxBytes;
  private final ValueSkimmer skimmer;
  private byte[] data = new byte[0];
  private int size;
  private int skimmed;

  /// Where the body begins, 0 while the header has not ended.
  private int bodyAt;

  /// @param maxBytes largest message
  public MessageBuffer(int maxBytes) {
    this.maxBytes = maxBytes;
    this.skimmer = new ValueSkimmer(maxBytes);
  }

  public void add(byte[] piece) {
    if (size + piece.length > data.length) {
      int wanted = Math.max(size + piece.length, data.length * 2);
      data = Arrays.copyOf(data, Math.max(FIRST_CAPACITY, wanted));
    }
    System.arraycopy(piece, 0, data, size, piece.length);
    size += piece.length;
  }

  /// Bytes held: parts of a message, or messages not yet taken.
  public int size() {
    return size;
  }

  /// The next whole message, or null when there is none yet.
  ///
  /// @throws DecodeException when what was added cannot become a message
  public @Nullable Message poll() {
    if (size > 0 && !isMap(data[0] & 0xff)) {
      throw DecodeException.invalid("rpc: not a message");
    }
    if (bodyAt == 0) {
      bodyAt = skim();
      if (bodyAt == 0) {
        return null;
      }
    }
    int end = skim();
    if (end == 0) {
      return null;
    }
    Message message = new Message(Arrays.copyOf(data, end), bodyAt);
    bodyAt = 0;
    skimmed = 0;
    size -= end;
    data = size == 0 ? new byte[0] : Arrays.copyOfRange(data, end, end + size);
    return message;
  }

  private int skim() {
    int end = skimmer.skim(data, skimmed, size);
    skimmed = end < 0 ? size : end;
    if (skimmed > maxBytes) {
      throw DecodeException.invalid("rpc: message too large");
    }
    return Math.max(end, 0);
  }

  private static boolean isMap(int head) {
    return head >= 0x80 && head < 0x90 || head == 0xde || head == 0xdf;
  }
}
