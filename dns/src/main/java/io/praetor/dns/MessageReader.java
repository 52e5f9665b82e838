// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one DNS message from bytes that may be anything. Used by one thread, for one message.
///
/// Bounds: a compression pointer must point before itself, so that no chain of pointers is endless;
/// a name has at most 255 bytes; a record takes at least eleven bytes of the message, so that no count
/// in a header makes lists larger than the message. The leniency is that of Consul: what ends exactly
/// where a record should begin is taken as ended, whatever the counts say, and bytes after the last
/// record are read over.
public final class MessageReader {
  static final int HEADER_BYTES = 12;

  private final byte[] in;

  /// The name that is being read.
  private final byte[] name = new byte[Name.MAX_BYTES];

  private int at;
  private @Nullable Edns edns;

  private MessageReader(byte[] in) {
    this.in = in;
  }

  /// The whole message. It has at most one question; the caller has looked at the count.
  public static Message read(byte[] message) throws DnsFormatException {
    MessageReader reader = new MessageReader(message);
    reader.need(0, HEADER_BYTES);
    Question question = reader.readQuestion();
    return reader.readRecords(question);
  }

  /// The question alone, or null when there is none or it cannot be read.
  public static @Nullable Question readQuestionOrNull(byte[] message) {
    if (message.length < HEADER_BYTES) {
      return null;
    }
    try {
      return new MessageReader(message).readQuestion();
    } catch (DnsFormatException unreadable) {
      return null;
    }
  }

  private @Nullable Question readQuestion() throws DnsFormatException {
    at = HEADER_BYTES;
    int count = u16(4);
    if (count > 1) {
      throw new DnsFormatException("more than one question");
    }
    if (count == 0 || at == in.length) {
      return null;
    }
    Name name = readName();
    if (at == in.length) {
      return new Question(name, 0, 0);
    }
    int type = readU16();
    return new Question(name, type, at == in.length ? 0 : readU16());
  }

  private Message readRecords(@Nullable Question question) throws DnsFormatException {
    List<ResourceRecord> answers = readSection(u16(6));
    List<ResourceRecord> authority = readSection(u16(8));
    List<ResourceRecord> additional = readSection(u16(10));
    return new Message(u16(0), u16(2), question, answers, authority, additional, edns);
  }

  private List<ResourceRecord> readSection(int count) throws DnsFormatException {
    if (count == 0 || at == in.length) {
      return List.of();
    }
    List<ResourceRecord> records = new ArrayList<>(Math.min(count, (in.length - at) / 11 + 1));
    for (int i = 0; i < count && at < in.length; i++) {
      Name owner = readName();
      need(at, 10);
      int type = u16(at);
      int recordClass = u16(at + 2);
      long ttl = u32(at + 4);
      int length = u16(at + 8);
      at += 10;
      need(at, length);
      int end = at + length;
      if (type == RecordType.OPT) {
        // Of two OPT records the last one counts, as with Consul.
        edns = readOpt(recordClass, end);
      } else if (length == 0) {
        records.add(new ResourceRecord(owner, ttl, new RecordData.Other(type, new byte[0])));
      } else {
        records.add(new ResourceRecord(owner, ttl, readData(type, end)));
      }
      if (at != end) {
        throw new DnsFormatException("data of a record that is longer or shorter than it says");
      }
    }
    return records;
  }

  private RecordData readData(int type, int end) throws DnsFormatException {
    return switch (type) {
      case RecordType.A -> new RecordData.A(readBytes(exactly(4, end)));
      case RecordType.AAAA -> new RecordData.Aaaa(readBytes(exactly(16, end)));
      case RecordType.CNAME -> new RecordData.Cname(readName());
      case RecordType.NS -> new RecordData.Ns(readName());
      case RecordType.PTR -> new RecordData.Ptr(readName());
      case RecordType.SRV -> new RecordData.Srv(readU16(), readU16(), readU16(), readName());
      case RecordType.SOA ->
          new RecordData.Soa(
              readName(), readName(), readU32(), readU32(), readU32(), readU32(), readU32());
      case RecordType.TXT -> readTxt(end);
      default -> new RecordData.Other(type, readBytes(end - at));
    };
  }

  private int exactly(int length, int end) throws DnsFormatException {
    if (end - at != length) {
      throw new DnsFormatException("an address of a wrong length");
    }
    return length;
  }

  private RecordData readTxt(int end) throws DnsFormatException {
    List<byte[]> strings = new ArrayList<>(2);
    while (at < end) {
      int length = in[at++] & 0xff;
      if (at + length > end) {
        throw new DnsFormatException("a text beyond its record");
      }
      strings.add(readBytes(length));
    }
    return new RecordData.Txt(strings);
  }

  private Edns readOpt(int udpSizeBytes, int end) throws DnsFormatException {
    ClientSubnet subnet = null;
    while (at < end) {
      if (at + 4 > end || at + 4 + u16(at + 2) > end) {
        throw new DnsFormatException("an EDNS option beyond its record");
      }
      int code = u16(at);
      int next = at + 4 + u16(at + 2);
      at += 4;
      if (code == ClientSubnet.OPTION_CODE && subnet == null) {
        subnet = readSubnet(next);
      }
      at = next;
    }
    return new Edns(udpSizeBytes, subnet);
  }

  private ClientSubnet readSubnet(int end) throws DnsFormatException {
    if (end - at < 4) {
      throw new DnsFormatException("a client subnet that is too short");
    }
    int family = u16(at);
    int prefix = in[at + 2] & 0xff;
    int scope = in[at + 3] & 0xff;
    at += 4;
    int length = ClientSubnet.addressBytes(family);
    if (family > 2 || prefix > length * 8 || scope > length * 8) {
      throw new DnsFormatException("a client subnet of an unknown family or a wrong prefix");
    }
    byte[] address = new byte[length];
    System.arraycopy(in, at, address, 0, Math.min(length, end - at));
    for (int bit = prefix; bit < length * 8; bit = (bit | 7) + 1) {
      address[bit / 8] &= (byte) (0xff00 >> (bit % 8));
    }
    return new ClientSubnet(family, prefix, scope, address);
  }

  /// A name at the current place; afterwards the place is behind it, not behind what it points to.
  private Name readName() throws DnsFormatException {
    int length = 0;
    int from = at;
    int lowest = at;
    boolean jumped = false;
    while (true) {
      need(from, 1);
      int label = in[from] & 0xff;
      if (label == 0) {
        if (!jumped) {
          at = from + 1;
        }
        name[length] = 0;
        return Name.ofCheckedWire(Arrays.copyOf(name, length + 1));
      }
      if (label >= 0xc0) {
        need(from, 2);
        int target = (label & 0x3f) << 8 | (in[from + 1] & 0xff);
        if (target >= lowest) {
          throw new DnsFormatException("a compression pointer that does not point back");
        }
        if (!jumped) {
          at = from + 2;
          jumped = true;
        }
        lowest = target;
        from = target;
        continue;
      }
      if (label > Name.MAX_LABEL_BYTES || length + label + 2 > Name.MAX_BYTES) {
        throw new DnsFormatException("a label of an unknown kind, or a name over 255 bytes");
      }
      need(from, label + 1);
      System.arraycopy(in, from, name, length, label + 1);
      length += label + 1;
      from += label + 1;
    }
  }

  private byte[] readBytes(int length) throws DnsFormatException {
    need(at, length);
    byte[] bytes = Arrays.copyOfRange(in, at, at + length);
    at += length;
    return bytes;
  }

  private int readU16() throws DnsFormatException {
    need(at, 2);
    int value = u16(at);
    at += 2;
    return value;
  }

  private long readU32() throws DnsFormatException {
    need(at, 4);
    long value = u32(at);
    at += 4;
    return value;
  }

  private int u16(int offset) {
    return (in[offset] & 0xff) << 8 | (in[offset + 1] & 0xff);
  }

  private long u32(int offset) {
    return (long) u16(offset) << 16 | u16(offset + 2);
  }

  private void need(int offset, int length) throws DnsFormatException {
    if (offset + length > in.length) {
      throw new DnsFormatException("a message that ends too early");
    }
  }
}
