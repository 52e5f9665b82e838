// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import io.praetor.store.Key;
import io.praetor.store.Table;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Bytes;
import java.util.Arrays;

/// The virtual addresses that services of the mesh are reached by: 240.0.0.1 upwards, given out once
/// and, when the last instance of the service is gone, again. Every server must come to the same
/// addresses, so the lowest free one is taken first. Writes run on the state machine's thread.
public final class VirtualIps {
  public static final Table<ServiceVirtualIp> ASSIGNED =
      Table.of(
          "service-virtual-ips",
          row -> CatalogKeys.of(row.service().peer(), row.service().serviceName().name()));

  /// Free ones by address, and the counter under the key that sorts after them.
  public static final Table<FreeVirtualIp> FREE =
      Table.of("free-virtual-ips", row -> freeKey(row.isCounter(), row.ip()));

  private static final int MAPPED_LENGTH = 16;
  private static final int IPV4_AT = 12;
  private static final int FIRST_OCTET = 240;

  /// The addresses end with the block 240.0.0.0/4.
  private static final int MAX_OFFSET = (1 << 28) - 2;

  private VirtualIps() {}

  private static byte[] freeKey(boolean counter, Bytes ip) {
    return counter ? Key.of("counter") : Key.of("", ip.text());
  }

  /// The address of a service, as text; empty when it has none.
  public static String of(View view, String peer, String service) {
    ServiceVirtualIp row = view.get(ASSIGNED, CatalogKeys.of(peer, service));
    return row == null ? "" : text(row.ip());
  }

  /// The address of a service, a new one when it had none.
  public static String assign(WriteTxn txn, String peer, String service) {
    ServiceVirtualIp row = txn.get(ASSIGNED, CatalogKeys.of(peer, service));
    if (row != null) {
      return text(row.ip());
    }
    Bytes ip = next(txn);
    txn.put(
        ASSIGNED,
        new ServiceVirtualIp(
            new ServiceVirtualIp.PeeredServiceName(new ServiceName(service), peer),
            ip,
            null,
            txn.index(),
            txn.index()));
    txn.bumpIndex(CatalogIndexes.VIRTUAL_IPS);
    return text(ip);
  }

  private static Bytes next(WriteTxn txn) {
    FreeVirtualIp free = txn.scanPrefix(FREE, Key.prefix("")).first();
    if (free != null) {
      txn.delete(FREE, freeKey(false, free.ip()));
      return free.ip();
    }
    FreeVirtualIp counter = txn.get(FREE, Key.of("counter"));
    int offset = counter == null ? 1 : offset(counter.ip()) + 1;
    if (offset > MAX_OFFSET) {
      throw new CatalogException("cannot allocate any more unique service virtual IPs");
    }
    Bytes ip = mapped(offset);
    txn.put(FREE, new FreeVirtualIp(ip, true));
    return ip;
  }

  /// Takes the address back from a service that no instance needs any more.
  public static void freeUnused(WriteTxn txn, String peer, String service) {
    if (txn.scan(Services.BY_CONNECT, Services.nameKey(peer, service)).isEmpty()) {
      free(txn, peer, service);
    }
  }

  /// The last instance of the service is gone.
  static void free(WriteTxn txn, String peer, String service) {
    ServiceVirtualIp row = txn.delete(ASSIGNED, CatalogKeys.of(peer, service));
    if (row != null) {
      txn.put(FREE, new FreeVirtualIp(row.ip(), false));
      txn.bumpIndex(CatalogIndexes.VIRTUAL_IPS);
    }
  }

  private static int offset(Bytes ip) {
    int offset = 0;
    for (int i = Math.max(0, ip.size() - 4); i < ip.size(); i++) {
      offset = offset << 8 | (ip.at(i) & 0xff);
    }
    return offset;
  }

  private static Bytes mapped(int offset) {
    byte[] ip = new byte[MAPPED_LENGTH];
    Arrays.fill(ip, IPV4_AT - 2, IPV4_AT, (byte) 0xff);
    for (int i = 0; i < 4; i++) {
      ip[IPV4_AT + i] = (byte) (offset >>> (24 - 8 * i));
    }
    return Bytes.wrap(ip);
  }

  private static String text(Bytes ip) {
    int offset = offset(ip);
    return (FIRST_OCTET + (offset >>> 24))
        + "."
        + (offset >>> 16 & 0xff)
        + "."
        + (offset >>> 8 & 0xff)
        + "."
        + (offset & 0xff);
  }
}
