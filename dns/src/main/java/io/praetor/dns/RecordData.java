// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The data of a record. Types that are neither made nor read here are kept as their bytes.
public sealed interface RecordData {
  int type();

  record A(byte[] address) implements RecordData {
    public A {
      if (address.length != 4) {
        throw new IllegalArgumentException("an A record has 4 bytes, not " + address.length);
      }
    }

    @Override
    public int type() {
      return RecordType.A;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof A that && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(address);
    }
  }

  record Aaaa(byte[] address) implements RecordData {
    public Aaaa {
      if (address.length != 16) {
        throw new IllegalArgumentException("an AAAA record has 16 bytes, not " + address.length);
      }
    }

    @Override
    public int type() {
      return RecordType.AAAA;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Aaaa that && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(address);
    }
  }

  record Cname(Name target) implements RecordData {
    @Override
    public int type() {
      return RecordType.CNAME;
    }
  }

  record Ns(Name target) implements RecordData {
    @Override
    public int type() {
      return RecordType.NS;
    }
  }

  record Ptr(Name target) implements RecordData {
    @Override
    public int type() {
      return RecordType.PTR;
    }
  }

  record Soa(
      Name server, Name mailbox, long serial, long refresh, long retry, long expire, long minimum)
      implements RecordData {
    @Override
    public int type() {
      return RecordType.SOA;
    }
  }

  record Srv(int priority, int weight, int port, Name target) implements RecordData {
    @Override
    public int type() {
      return RecordType.SRV;
    }
  }

  /// Character strings. One over 255 bytes is allowed here and refused when it is written,
  /// because Consul finds out at that point too and then stays silent.
  record Txt(List<byte[]> strings) implements RecordData {
    public Txt {
      strings = List.copyOf(strings);
    }

    @Override
    public int type() {
      return RecordType.TXT;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (!(other instanceof Txt that) || strings.size() != that.strings.size()) {
        return false;
      }
      for (int i = 0; i < strings.size(); i++) {
        if (!Arrays.equals(strings.get(i), that.strings.get(i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int hashCode() {
      int hash = 1;
      for (byte[] string : strings) {
        hash = 31 * hash + Arrays.hashCode(string);
      }
      return hash;
    }
  }

  record Other(int type, byte[] bytes) implements RecordData {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Other that && type == that.type && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return 31 * type + Arrays.hashCode(bytes);
    }
  }
}
