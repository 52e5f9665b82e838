// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.listOrNil;

import io.praetor.connect.CaRequest;
import io.praetor.connect.CaRoot;
import io.praetor.connect.CaTables;
import io.praetor.connect.CaTables.Roots;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;

/// The methods of the mesh's certificate authority.
public final class ConnectMethods {
  /// An argument without members of its own (Consul's DCSpecificRequest, with nothing to filter by).
  public record NoArgument() {
    public static final NoArgument NONE = new NoArgument();
    public static final Codec<NoArgument> CODEC =
        Struct.<NoArgument>named("DCSpecificRequest").build(v -> NONE);
  }

  private static final Struct<Roots> ROOTS_CODEC =
      Struct.<Roots>named("IndexedCARoots")
          .field("ActiveRootID", STRING, Roots::activeRootId)
          .field("TrustDomain", STRING, Roots::trustDomain)
          .field("Roots", listOrNil(CaRoot.CODEC), Roots::roots)
          .build(v -> new Roots(v.get(0), v.get(1), v.get(2)));

  /// The trusted roots.
  public static final Method.Read<NoArgument, Roots> ROOTS =
      Method.read(
          "ConnectCA.Roots",
          NoArgument.CODEC,
          ROOTS_CODEC,
          (snapshot, argument) -> CaTables.roots(snapshot));

  /// What only the leader itself does: a command of the certificate authority.
  public static final Method.Write<CaRequest, Object> APPLY =
      Method.write(
          "ConnectCA.Apply",
          CaRequest.CODEC,
          Codecs.of(
              (out, value) -> out.bool(Boolean.TRUE.equals(value)),
              in -> in.bool(),
              false,
              value -> false),
          (server, request) -> Decision.propose(Commands.CONNECT_CA, request, result -> result));

  private ConnectMethods() {}
}
