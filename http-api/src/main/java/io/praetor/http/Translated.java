// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.catalog.AddressChoice.WAN_ANY;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceNode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Records of another datacenter as they are shown to one whose configuration has
/// `translate_wan_addrs`: with the addresses by which they are reached from here.
final class Translated {
  private Translated() {}

  /// Whether what comes from this datacenter is to be translated.
  static boolean is(Call call, String datacenter) {
    HttpApiConfig config = call.config();
    return config.translateWanAddrs() && !datacenter.equals(config.datacenter());
  }

  /// The rows of the call's datacenter.
  static <T> List<T> rows(Call call, List<T> found, UnaryOperator<T> translation) {
    return is(call, call.options().datacenter()) ? found.stream().map(translation).toList() : found;
  }

  static Node node(Node node) {
    return node.toBuilder().address(WAN_ANY.of(node)).build();
  }

  static @Nullable Node nodeOf(Call call, @Nullable Node node) {
    return node == null || !is(call, call.options().datacenter()) ? node : node(node);
  }

  static NodeService service(NodeService service) {
    return service.toBuilder()
        .address(WAN_ANY.of(service))
        .port(WAN_ANY.port(service.port(), service.taggedAddresses()))
        .build();
  }

  static CheckServiceNode instance(CheckServiceNode instance) {
    Node node = instance.node();
    NodeService service = instance.service();
    return new CheckServiceNode(
        node == null ? null : node(node),
        service == null ? null : service(service),
        instance.checks());
  }

  static ServiceNode instance(ServiceNode instance) {
    var tagged = instance.serviceTaggedAddresses();
    return instance.withAddresses(
        WAN_ANY.of(instance.address(), instance.taggedAddresses()),
        WAN_ANY.ofService(instance.serviceAddress(), tagged),
        WAN_ANY.port(instance.servicePort(), tagged));
  }
}
