// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.rpc.CatalogMethods.wrapped;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.catalog.Coordinate;
import io.praetor.catalog.Coordinates;
import io.praetor.catalog.DatacenterMap;
import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.NodeSpecificRequest;
import io.praetor.catalog.Vivaldi;
import io.praetor.wire.Codec;
import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The methods of network coordinates.
public final class CoordinateMethods {
  /// The position of a node (Consul's CoordinateUpdateRequest).
  public record UpdateRequest(
      String datacenter, String node, String segment, @Nullable Vivaldi coord) {
    public static final Struct<UpdateRequest> CODEC =
        Struct.<UpdateRequest>named("CoordinateUpdateRequest")
            .field("Datacenter", STRING, UpdateRequest::datacenter)
            .field("Node", STRING, UpdateRequest::node)
            .field("Segment", STRING, UpdateRequest::segment)
            .field("Coord", nullable(Vivaldi.CODEC), UpdateRequest::coord)
            .build(v -> new UpdateRequest(v.get(0), v.get(1), v.get(2), v.get(3)));
  }

  /// How many dimensions the space has besides the height.
  private static final int DIMENSIONS = 8;

  private static final Codec<List<Coordinate>> COORDINATES =
      wrapped("IndexedCoordinates", "Coordinates", list(Coordinate.CODEC));

  /// Queues a position for the leader's next batch; a node that is not in the catalog then is dropped.
  public static final Method.Ask<UpdateRequest, CatalogMethods.Done> UPDATE =
      Method.ask(
              "Coordinate.Update",
              UpdateRequest.CODEC,
              CatalogMethods.Done.CODEC,
              CoordinateMethods::queue)
          .changing();

  /// What only the leader itself does: writes a batch.
  public static final Method.Write<List<Coordinate>, CatalogMethods.Done> APPLY_BATCH =
      Method.write(
          "Coordinate.ApplyBatch",
          list(Coordinate.CODEC),
          CatalogMethods.Done.CODEC,
          (server, batch) ->
              Decision.propose(
                  Commands.COORDINATE_BATCH_UPDATE, batch, result -> CatalogMethods.Done.DONE));

  public static final Method.Read<DcSpecificRequest, List<Coordinate>> LIST_NODES =
      Method.read(
          "Coordinate.ListNodes",
          DcSpecificRequest.CODEC,
          COORDINATES,
          (snapshot, request) -> Coordinates.all(snapshot));

  /// The positions of one node, by segment.
  public static final Method.Read<NodeSpecificRequest, List<Coordinate>> NODE =
      Method.read(
          "Coordinate.Node",
          NodeSpecificRequest.CODEC,
          COORDINATES,
          (snapshot, request) -> Coordinates.ofNode(snapshot, request.node()));

  /// Where the servers of each datacenter are, as the WAN pool knows it.
  public static final Method.Ask<ConnectMethods.NoArgument, List<DatacenterMap>> LIST_DATACENTERS =
      Method.askAny(
          "Coordinate.ListDatacenters",
          ConnectMethods.NoArgument.CODEC,
          list(DatacenterMap.CODEC),
          (server, request) -> server.wan().maps());

  private CoordinateMethods() {}

  private static CatalogMethods.Done queue(ServerContext server, UpdateRequest request) {
    Vivaldi coord = request.coord();
    List<Double> vec = coord == null ? null : coord.vec();
    if (coord == null || vec == null || vec.size() != DIMENSIONS) {
      throw new ConsulException("incompatible coordinate");
    }
    if (!finite(coord, vec)) {
      throw new ConsulException("invalid coordinate");
    }
    server.coordinates().offer(new Coordinate(request.node(), request.segment(), "", coord));
    return CatalogMethods.Done.DONE;
  }

  private static boolean finite(Vivaldi coord, List<Double> vec) {
    return Double.isFinite(coord.error())
        && Double.isFinite(coord.adjustment())
        && Double.isFinite(coord.height())
        && vec.stream().allMatch(Double::isFinite);
  }
}
