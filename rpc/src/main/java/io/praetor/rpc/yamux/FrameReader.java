// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.yamux;

import java.util.Arrays;

/// Cuts a byte stream into headers and pieces of bodies, however it arrives. Keeps at most one header:
/// bodies are passed on as they come.
final class FrameReader {
  interface Frames {
    /// Returns whether to go on; false drops the rest of the input.
    boolean header(FrameHeader header);

    /// A piece of the body of the last header; `last` with the final piece.
    boolean body(byte[] piece, boolean last);

    /// The version is not one that is spoken here.
    void badVersion(int version);
  }

  private final byte[] header = new byte[FrameHeader.SIZE];
  private int headerSize;
  private long bodyLeft;

  void read(byte[] data, int from, int to, Frames frames) {
    int at = from;
    while (at < to) {
      if (bodyLeft > 0) {
        int size = (int) Math.min(bodyLeft, to - at);
        bodyLeft -= size;
        byte[] piece = Arrays.copyOfRange(data, at, at + size);
        at += size;
        if (!frames.body(piece, bodyLeft == 0)) {
          return;
        }
        continue;
      }
      int size = Math.min(FrameHeader.SIZE - headerSize, to - at);
      System.arraycopy(data, at, header, headerSize, size);
      at += size;
      headerSize += size;
      if (FrameHeader.version(header) != 0) {
        frames.badVersion(FrameHeader.version(header));
        return;
      }
      if (headerSize == FrameHeader.SIZE) {
        headerSize = 0;
        FrameHeader parsed = FrameHeader.parse(header);
        bodyLeft = parsed.type() == FrameHeader.DATA ? parsed.unsignedLength() : 0;
        if (!frames.header(parsed)) {
          return;
        }
      }
    }
  }
}
