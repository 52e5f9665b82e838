// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.NodeServiceList;
import io.praetor.catalog.ServiceNode;
import io.praetor.catalog.entries.MergedProxy;
import io.praetor.store.ReadResult;
import io.praetor.store.View;
import java.util.List;

/// Reads of the catalog with what configuration entries add to proxies, where a caller asks for it.
final class Merging {
  private Merging() {}

  static ReadResult<List<CheckServiceNode>> instances(
      View view, boolean merge, ReadResult<List<CheckServiceNode>> found) {
    return merge
        ? MergedProxy.dependent(
            view, found.map(all -> all.stream().map(instance -> instance(view, instance)).toList()))
        : found;
  }

  private static CheckServiceNode instance(View view, CheckServiceNode instance) {
    NodeService service = instance.service();
    return service == null
        ? instance
        : new CheckServiceNode(instance.node(), MergedProxy.of(view, service), instance.checks());
  }

  static ReadResult<List<ServiceNode>> serviceNodes(
      View view, boolean merge, ReadResult<List<ServiceNode>> found) {
    return merge
        ? MergedProxy.dependent(
            view,
            found.map(
                all ->
                    all.stream()
                        .map(
                            one ->
                                one.withProxy(
                                    MergedProxy.of(
                                        view,
                                        one.serviceKind(),
                                        one.serviceName(),
                                        one.serviceProxy())))
                        .toList()))
        : found;
  }

  static ReadResult<NodeServiceList> nodeServiceList(
      View view, boolean merge, ReadResult<NodeServiceList> found) {
    return merge
        ? MergedProxy.dependent(
            view,
            found.map(
                node -> {
                  List<NodeService> services = node.services();
                  return services == null
                      ? node
                      : new NodeServiceList(
                          node.node(),
                          services.stream().map(one -> MergedProxy.of(view, one)).toList());
                }))
        : found;
  }
}
