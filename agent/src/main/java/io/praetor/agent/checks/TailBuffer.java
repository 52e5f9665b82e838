// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Keeps the last bytes written to it and counts the rest, as Consul does with the output of checks.
/// One thread may write while another asks.
final class TailBuffer extends OutputStream {
  private final byte[] ring;
  private long written;

  TailBuffer(int sizeBytes) {
    ring = new byte[sizeBytes];
  }

  @Override
  public synchronized void write(int b) {
    ring[(int) (written++ % ring.length)] = (byte) b;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int skipped = Math.max(0, length - ring.length);
    written += skipped;
    for (int i = offset + skipped; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  /// What was kept, oldest byte first; bytes that are not UTF-8 become replacement characters.
  synchronized String text() {
    return new String(kept(), StandardCharsets.UTF_8);
  }

  /// As [#text], with a first line that says how much is missing, as script checks show it.
  synchronized String describe() {
    byte[] kept = kept();
    String text = new String(kept, StandardCharsets.UTF_8);
    return written > kept.length
        ? "Captured " + kept.length + " of " + written + " bytes\n...\n" + text
        : text;
  }

  private byte[] kept() {
    if (written <= ring.length) {
      return Arrays.copyOf(ring, (int) written);
    }
    int start = (int) (written % ring.length);
    byte[] ordered = new byte[ring.length];
    System.arraycopy(ring, start, ordered, 0, ring.length - start);
    System.arraycopy(ring, 0, ordered, ring.length - start, start);
    return ordered;
  }
}
