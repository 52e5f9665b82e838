// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The names in a subject alternative name extension (RFC 5280 section 4.2.1.6), in the order in which
/// Go writes them. Other kinds of names are left out when it is read.
public record AlternativeNames(
    List<String> dns, List<String> emails, List<InetAddress> addresses, List<String> uris) {
  private static final int EMAIL = 1;
  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int ADDRESS = 7;
  private static final int PRIMITIVE = 0x80;

  public static final AlternativeNames NONE =
      new AlternativeNames(List.of(), List.of(), List.of(), List.of());

  public AlternativeNames {
    dns = List.copyOf(dns);
    emails = List.copyOf(emails);
    addresses = List.copyOf(addresses);
    uris = List.copyOf(uris);
  }

  boolean isEmpty() {
    return dns.isEmpty() && emails.isEmpty() && addresses.isEmpty() && uris.isEmpty();
  }

  byte[] encoded() {
    List<byte[]> names = new ArrayList<>();
    dns.forEach(name -> names.add(text(DNS, name)));
    emails.forEach(name -> names.add(text(EMAIL, name)));
    addresses.forEach(address -> names.add(Der.implicit(ADDRESS, address.getAddress())));
    uris.forEach(uri -> names.add(text(URI, uri)));
    return Der.sequence(names.toArray(byte[][]::new));
  }

  private static byte[] text(int tag, String text) {
    return Der.implicit(tag, text.getBytes(StandardCharsets.US_ASCII));
  }

  /// @param extension the value inside the extension's octet string
  static AlternativeNames read(byte[] extension) throws DerReader.InvalidDer {
    List<String> dns = new ArrayList<>();
    List<String> emails = new ArrayList<>();
    List<InetAddress> addresses = new ArrayList<>();
    List<String> uris = new ArrayList<>();
    DerReader names = DerReader.of(extension).in(DerReader.SEQUENCE);
    while (names.hasMore()) {
      int tag = names.tag();
      switch (tag) {
        case PRIMITIVE | EMAIL -> emails.add(ascii(names.content(tag)));
        case PRIMITIVE | DNS -> dns.add(ascii(names.content(tag)));
        case PRIMITIVE | URI -> uris.add(ascii(names.content(tag)));
        case PRIMITIVE | ADDRESS -> addresses.add(address(names.content(tag)));
        default -> names.skip();
      }
    }
    return new AlternativeNames(dns, emails, addresses, uris);
  }

  private static String ascii(byte[] content) throws DerReader.InvalidDer {
    for (byte b : content) {
      if (b < 0) {
        throw new DerReader.InvalidDer("a name that is not ASCII");
      }
    }
    return new String(content, StandardCharsets.US_ASCII);
  }

  private static InetAddress address(byte[] content) throws DerReader.InvalidDer {
    try {
      return InetAddress.getByAddress(content);
    } catch (UnknownHostException e) {
      throw new DerReader.InvalidDer("an IP address of " + content.length + " bytes");
    }
  }
}
