// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes one DNS message. Used by one thread, for one message.
///
/// With compression, owner names and the names in CNAME, NS, PTR and SOA data may point back to any
/// name written before (case minded), SRV targets are written in full (RFC 2782) but may be pointed
/// at. Consul's sizes, and with them what it leaves out of a UDP reply, follow from these rules.
public final class MessageWriter {
  static final int MAX_MESSAGE_BYTES = 65535;

  /// Pointers have 14 bits.
  private static final int MAX_POINTER = 0x3fff;

  private byte[] out = new byte[512];
  private int at;
  private boolean hasOverlongText;

  /// The name right after the header, which is the owner of most records.
  private @Nullable Name asked;

  private final @Nullable Suffixes suffixes;

  private MessageWriter(boolean compress) {
    suffixes = compress ? new Suffixes() : null;
  }

  /// The bytes of a message, or an exception when it has no wire form: a text over 255 bytes, or more
  /// than 65535 bytes in all.
  public static byte[] write(Message message, boolean compress) throws DnsFormatException {
    MessageWriter writer = new MessageWriter(compress);
    writer.writeMessage(message);
    return writer.written();
  }

  /// The same, or null when it would be longer than `mostBytes`.
  static byte @Nullable [] writeWithin(int mostBytes, Message message, boolean compress)
      throws DnsFormatException {
    MessageWriter writer = new MessageWriter(compress);
    try {
      writer.writeMessage(message);
    } catch (DnsFormatException tooLong) {
      return null;
    }
    return writer.at > mostBytes ? null : writer.written();
  }

  /// How long the message would be, overlong texts or not; the largest int if over 65535.
  static int sizeBytes(Message message, boolean compress) {
    MessageWriter writer = new MessageWriter(compress);
    try {
      writer.writeMessage(message);
      return writer.at;
    } catch (DnsFormatException tooLong) {
      return Integer.MAX_VALUE;
    }
  }

  private byte[] written() throws DnsFormatException {
    if (hasOverlongText) {
      throw new DnsFormatException("a text over 255 bytes");
    }
    return Arrays.copyOf(out, at);
  }

  private void writeMessage(Message message) throws DnsFormatException {
    Question question = message.question();
    Edns edns = message.edns();
    u16(message.id());
    u16(message.flags());
    u16(question == null ? 0 : 1);
    u16(message.answers().size());
    u16(message.authority().size());
    u16(message.additional().size() + (edns == null ? 0 : 1));
    if (question != null) {
      name(question.name(), true);
      u16(question.type());
      u16(question.recordClass());
      asked = suffixes == null || question.name().equals(Name.ROOT) ? null : question.name();
    }
    records(message.answers());
    records(message.authority());
    records(message.additional());
    if (edns != null) {
      opt(edns);
    }
  }

  private void records(List<ResourceRecord> records) throws DnsFormatException {
    for (ResourceRecord record : records) {
      name(record.owner(), true);
      u16(record.data().type());
      u16(1);
      u32(record.ttlSeconds());
      int lengthAt = at;
      u16(0);
      data(record.data());
      int length = at - lengthAt - 2;
      out[lengthAt] = (byte) (length >> 8);
      out[lengthAt + 1] = (byte) length;
    }
  }

  private void data(RecordData data) throws DnsFormatException {
    switch (data) {
      case RecordData.A a -> bytes(a.address());
      case RecordData.Aaaa aaaa -> bytes(aaaa.address());
      case RecordData.Cname cname -> name(cname.target(), true);
      case RecordData.Ns ns -> name(ns.target(), true);
      case RecordData.Ptr ptr -> name(ptr.target(), true);
      case RecordData.Srv srv -> {
        u16(srv.priority());
        u16(srv.weight());
        u16(srv.port());
        name(srv.target(), false);
      }
      case RecordData.Soa soa -> {
        name(soa.server(), true);
        name(soa.mailbox(), true);
        u32(soa.serial());
        u32(soa.refresh());
        u32(soa.retry());
        u32(soa.expire());
        u32(soa.minimum());
      }
      case RecordData.Txt txt -> {
        for (byte[] string : txt.strings()) {
          hasOverlongText |= string.length > 255;
          room(1);
          out[at++] = (byte) string.length;
          bytes(string);
        }
      }
      case RecordData.Other other -> bytes(other.bytes());
    }
  }

  private void opt(Edns edns) throws DnsFormatException {
    room(1);
    out[at++] = 0;
    u16(RecordType.OPT);
    u16(edns.udpSizeBytes());
    u32(0);
    ClientSubnet subnet = edns.subnet();
    if (subnet == null) {
      u16(0);
      return;
    }
    int sent = subnet.sentBytes();
    u16(8 + sent);
    u16(ClientSubnet.OPTION_CODE);
    u16(4 + sent);
    u16(subnet.family());
    room(2);
    out[at++] = (byte) subnet.sourcePrefix();
    out[at++] = (byte) subnet.scopePrefix();
    bytes(Arrays.copyOf(subnet.address(), sent));
  }

  private void name(Name name, boolean mayPoint) throws DnsFormatException {
    if (mayPoint && name.equals(asked)) {
      u16(0xc000 | MessageReader.HEADER_BYTES);
      return;
    }
    byte[] wire = name.wire();
    Suffixes known = suffixes;
    if (known == null || wire.length == 1) {
      bytes(wire);
      return;
    }
    for (int from = 0; wire[from] != 0; from += wire[from] + 1) {
      int found = findOrRemember(known, wire, from);
      if (found > 0 && mayPoint) {
        u16(0xc000 | found);
        return;
      }
      bytes(wire, from, wire[from] + 1);
    }
    room(1);
    out[at++] = 0;
  }

  /// Where the suffix of `wire` that begins at `from` was written before; if nowhere, remembers that it
  /// is about to be written here and returns 0.
  private int findOrRemember(Suffixes known, byte[] wire, int from) {
    int hash = 0;
    for (int i = from; i < wire.length; i++) {
      hash = 31 * hash + wire[i];
    }
    for (int slot = known.first(hash); known.offsets[slot] != 0; slot = known.next(slot)) {
      if (known.hashes[slot] == hash && isWrittenAt(known.offsets[slot], wire, from)) {
        return known.offsets[slot];
      }
    }
    if (at <= MAX_POINTER) {
      known.add(hash, at);
    }
    return 0;
  }

  private boolean isWrittenAt(int offset, byte[] wire, int from) {
    int written = offset;
    int i = from;
    while (true) {
      int label = out[written] & 0xff;
      if (label >= 0xc0) {
        written = (label & 0x3f) << 8 | (out[written + 1] & 0xff);
        continue;
      }
      if (i + label >= wire.length
          || !Arrays.equals(out, written, written + label + 1, wire, i, i + label + 1)) {
        return false;
      }
      if (label == 0) {
        return true;
      }
      i += label + 1;
      written += label + 1;
    }
  }

  private void bytes(byte[] value) throws DnsFormatException {
    bytes(value, 0, value.length);
  }

  private void bytes(byte[] value, int from, int length) throws DnsFormatException {
    room(length);
    System.arraycopy(value, from, out, at, length);
    at += length;
  }

  private void u16(int value) throws DnsFormatException {
    room(2);
    out[at++] = (byte) (value >> 8);
    out[at++] = (byte) value;
  }

  private void u32(long value) throws DnsFormatException {
    u16((int) (value >> 16));
    u16((int) value);
  }

  private void room(int length) throws DnsFormatException {
    if (at + length > out.length) {
      if (at + length > MAX_MESSAGE_BYTES) {
        throw new DnsFormatException("a message over 65535 bytes");
      }
      out = Arrays.copyOf(out, Math.min(Math.max(out.length * 2, at + length), MAX_MESSAGE_BYTES));
    }
  }

  /// Where name suffixes were written, by the hash of their bytes: open addressing, offset 0 is free.
  private static final class Suffixes {
    private int[] hashes = new int[32];
    private int[] offsets = new int[32];
    private int count;

    int first(int hash) {
      return (hash ^ hash >>> 16) & (offsets.length - 1);
    }

    int next(int slot) {
      return (slot + 1) & (offsets.length - 1);
    }

    void add(int hash, int offset) {
      if (++count * 2 > offsets.length) {
        int[] oldHashes = hashes;
        int[] oldOffsets = offsets;
        hashes = new int[oldHashes.length * 2];
        offsets = new int[oldOffsets.length * 2];
        for (int i = 0; i < oldOffsets.length; i++) {
          if (oldOffsets[i] != 0) {
            place(oldHashes[i], oldOffsets[i]);
          }
        }
      }
      place(hash, offset);
    }

    private void place(int hash, int offset) {
      int slot = first(hash);
      while (offsets[slot] != 0) {
        slot = next(slot);
      }
      hashes[slot] = hash;
      offsets[slot] = offset;
    }
  }
}
