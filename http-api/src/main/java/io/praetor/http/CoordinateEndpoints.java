// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.put;

import io.praetor.catalog.Coordinate;
import io.praetor.catalog.DatacenterMap;
import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.NodeSpecificRequest;
import io.praetor.http.Endpoint.Handler;
import io.praetor.http.Endpoint.Mark;
import io.praetor.http.Endpoint.Scope;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.CoordinateMethods;
import java.io.IOException;
import java.util.List;

/// `/v1/coordinate`: where nodes stand in the network.
final class CoordinateEndpoints {
  static final List<Endpoint> LIST =
      List.of(
          get("/v1/coordinate/datacenters")
              .acl("none")
              .answers(
                  enabled(
                      call ->
                          Answer.list(
                              DatacenterMap.CODEC,
                              call.askHere(
                                  CoordinateMethods.LIST_DATACENTERS,
                                  ConnectMethods.NoArgument.NONE)))),
          get("/v1/coordinate/nodes")
              .blocking()
              .marks(Mark.META_ON_ERROR)
              .scope(Scope.PARTITION)
              .acl("node:read filter")
              .params("segment")
              .answers(enabled(CoordinateEndpoints::nodes)),
          get("/v1/coordinate/node/{node*}")
              .blocking()
              .marks(Mark.META_ON_ERROR)
              .scope(Scope.PARTITION)
              .acl("node:read")
              .params("segment")
              .answers(enabled(CoordinateEndpoints::node)),
          put("/v1/coordinate/update")
              .scope(Scope.PARTITION)
              .acl("node:write")
              .answers(enabled(CoordinateEndpoints::update)));

  private CoordinateEndpoints() {}

  private static Handler enabled(Handler handler) {
    return call -> {
      if (!call.config().coordinatesEnabled()) {
        throw new ApiException(401, ConsulError.COORDINATES_DISABLED);
      }
      return handler.handle(call);
    };
  }

  private static Answer nodes(Call call) throws InterruptedException {
    List<Coordinate> all = call.read(CoordinateMethods.LIST_NODES, DcSpecificRequest.ALL);
    return Answer.list(Coordinate.CODEC, inSegment(call.params(), all));
  }

  private static Answer node(Call call) throws InterruptedException {
    String name = call.required("node name");
    List<Coordinate> found = call.read(CoordinateMethods.NODE, NodeSpecificRequest.of(name));
    List<Coordinate> kept = inSegment(call.params(), found);
    if (kept.isEmpty()) {
      call.withoutMeta();
      return Answer.NOT_FOUND;
    }
    return Answer.list(Coordinate.CODEC, kept);
  }

  private static List<Coordinate> inSegment(Params params, List<Coordinate> all) {
    String segment = params.get("segment");
    return params.has("segment")
        ? all.stream().filter(coordinate -> coordinate.segment().equals(segment)).toList()
        : all;
  }

  private static Answer update(Call call) throws IOException, InterruptedException {
    CoordinateMethods.UpdateRequest request =
        call.body(CoordinateMethods.UpdateRequest.CODEC, ConsulError.DECODE);
    call.ask(CoordinateMethods.UPDATE, request);
    return Answer.DONE;
  }
}
