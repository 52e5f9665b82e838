// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Messages of every record type, from a seed. Names share suffixes, so that compression has work.
final class RandomMessages {
  private final RandomGenerator random;
  private final List<Name> names = new ArrayList<>(List.of(Name.ROOT));

  RandomMessages(RandomGenerator random) {
    this.random = random;
  }

  Message next() {
    return new Message(
        random.nextInt(0x10000),
        random.nextInt(0x10000),
        random.nextInt(8) == 0 ? null : new Question(name(), random.nextInt(300), 1),
        records(),
        records(),
        records(),
        edns());
  }

  private @Nullable Edns edns() {
    return switch (random.nextInt(3)) {
      case 0 -> null;
      case 1 -> new Edns(random.nextInt(0x10000), null);
      default -> {
        int family = random.nextInt(3);
        int prefix = random.nextInt(ClientSubnet.addressBytes(family) * 8 + 1);
        byte[] address = bytes(ClientSubnet.addressBytes(family));
        for (int bit = prefix; bit < address.length * 8; bit++) {
          address[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        yield new Edns(
            random.nextInt(0x10000), new ClientSubnet(family, prefix, prefix / 2, address));
      }
    };
  }

  private List<ResourceRecord> records() {
    List<ResourceRecord> records = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      records.add(new ResourceRecord(name(), random.nextLong(0x100000000L), data()));
    }
    return records;
  }

  private RecordData data() {
    return switch (random.nextInt(9)) {
      case 0 -> new RecordData.A(bytes(4));
      case 1 -> new RecordData.Aaaa(bytes(16));
      case 2 -> new RecordData.Cname(name());
      case 3 -> new RecordData.Ns(name());
      case 4 -> new RecordData.Ptr(name());
      case 5 -> new RecordData.Soa(name(), name(), u32(), u32(), u32(), u32(), u32());
      case 6 -> new RecordData.Srv(u16(), u16(), u16(), name());
      case 7 -> {
        List<byte[]> strings = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
          strings.add(bytes(random.nextInt(256)));
        }
        yield new RecordData.Txt(strings);
      }
      default -> new RecordData.Other(1000 + random.nextInt(100), bytes(random.nextInt(40)));
    };
  }

  private Name name() {
    Name parent = names.get(random.nextInt(names.size()));
    if (random.nextInt(3) == 0) {
      return parent;
    }
    byte[] label = bytes(random.nextInt(1, 20));
    byte[] wire = new byte[label.length + 1 + parent.wire().length];
    if (wire.length > Name.MAX_BYTES) {
      return parent;
    }
    wire[0] = (byte) label.length;
    System.arraycopy(label, 0, wire, 1, label.length);
    System.arraycopy(parent.wire(), 0, wire, label.length + 1, parent.wire().length);
    Name name = Name.ofCheckedWire(wire);
    names.add(name);
    return name;
  }

  private int u16() {
    return random.nextInt(0x10000);
  }

  private long u32() {
    return random.nextLong(0x100000000L);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
