// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.catalog.AddressChoice;
import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.config.Ip;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Which of the addresses of a node or service instance is given to which query. Tagged addresses of
/// the family that was asked for come before the plain address; across datacenters, if so configured,
/// the WAN ones do. Pure.
final class Addresses {
  private final DnsSettings settings;
  private final boolean acceptsV4;
  private final boolean acceptsV6;

  private Addresses(DnsSettings settings, boolean acceptsV4, boolean acceptsV6) {
    this.settings = settings;
    this.acceptsV4 = acceptsV4;
    this.acceptsV6 = acceptsV6;
  }

  static Addresses forType(DnsSettings settings, int queryType) {
    return switch (queryType) {
      case RecordType.A -> new Addresses(settings, true, false);
      case RecordType.AAAA -> new Addresses(settings, false, true);
      default -> new Addresses(settings, true, true);
    };
  }

  String ofNode(Node node) {
    return choice(node).of(node);
  }

  /// The address of the instance itself; empty when it is reached at its node's.
  String ofService(CheckServiceNode instance) {
    return choice(node(instance)).of(service(instance));
  }

  /// The port of an instance, where its own is this one.
  int port(CheckServiceNode instance, int own) {
    return choice(node(instance)).port(own, service(instance).taggedAddresses());
  }

  private AddressChoice choice(Node node) {
    boolean wan =
        settings.translateWan()
            && !node.datacenter().isEmpty()
            && !node.datacenter().equalsIgnoreCase(settings.datacenter());
    return new AddressChoice(wan, acceptsV4, acceptsV6);
  }

  static Node node(CheckServiceNode instance) {
    Node node = instance.node();
    if (node == null) {
      throw new IllegalArgumentException("an instance without its node");
    }
    return node;
  }

  static NodeService service(CheckServiceNode instance) {
    NodeService service = instance.service();
    if (service == null) {
      throw new IllegalArgumentException("an instance without its service");
    }
    return service;
  }

  /// The record for an address in text, or null when the text is no IP address but a host name.
  static @Nullable RecordData record(String address) {
    InetAddress ip = Ip.parse(address);
    return ip == null ? null : record(ip);
  }

  static RecordData record(InetAddress ip) {
    byte[] bytes = ip.getAddress();
    return bytes.length == 4 ? new RecordData.A(bytes) : new RecordData.Aaaa(bytes);
  }

  /// Whether a query of this type gets an A or AAAA record as its answer.
  static boolean answers(RecordData address, int queryType) {
    return queryType == RecordType.ANY || queryType == address.type();
  }
}
