// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the permitted domains out of a name constraints extension (RFC 5280 section 4.2.1.10). What
/// is not understood permits nothing.
final class DnsConstraints {
  private static final int OCTETS = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int PERMITTED = 0xa0;
  private static final int DNS = 0x82;

  private final byte[] bytes;
  private int at;

  private DnsConstraints(byte[] bytes) {
    this.bytes = bytes;
  }

  static List<String> permitted(byte[] extension) {
    List<String> domains = new ArrayList<>();
    DnsConstraints reader = new DnsConstraints(extension);
    if (reader.enter(OCTETS) && reader.enter(SEQUENCE)) {
      int end = reader.enter(PERMITTED) ? reader.end : 0;
      while (reader.at < end && reader.enter(SEQUENCE)) {
        int next = reader.end;
        if (reader.enter(DNS)) {
          domains.add(
              new String(extension, reader.at, reader.end - reader.at, StandardCharsets.US_ASCII));
        }
        reader.at = next;
      }
    }
    return domains;
  }

  private int end;

  /// Steps over the header of an element of this tag; `end` is then where its content ends.
  private boolean enter(int tag) {
    if (at + 2 > bytes.length || (bytes[at] & 0xff) != tag) {
      return false;
    }
    int length = bytes[at + 1] & 0xff;
    int content = at + 2;
    if (length > 0x80) {
      int count = length - 0x80;
      if (count > 3 || content + count > bytes.length) {
        return false;
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = length << 8 | bytes[content++] & 0xff;
      }
    }
    if (content + length > bytes.length) {
      return false;
    }
    at = content;
    end = content + length;
    return true;
  }
}
