// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.listOrNil;

import io.praetor.connect.CaConfiguration;
import io.praetor.connect.CaLeafRequest;
import io.praetor.connect.CaRequest;
import io.praetor.connect.CaRoot;
import io.praetor.connect.CaSignRequest;
import io.praetor.connect.CaTables;
import io.praetor.connect.CaTables.Roots;
import io.praetor.connect.IssuedCert;
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

  static final Struct<Roots> ROOTS_CODEC =
      Struct.<Roots>named("IndexedCARoots")
          .field("ActiveRootID", STRING, Roots::activeRootId)
          .field("TrustDomain", STRING, Roots::trustDomain)
          .field("Roots", listOrNil(CaRoot.CODEC), Roots::roots)
          .build(v -> new Roots(v.get(0), v.get(1), v.get(2)));

  private static final Codec<Object> RESULT =
      Codecs.of(
          (out, value) -> out.bool(Boolean.TRUE.equals(value)),
          in -> in.bool(),
          false,
          value -> false);

  /// The trusted roots.
  public static final Method.Read<NoArgument, Roots> ROOTS =
      Method.read(
          "ConnectCA.Roots",
          NoArgument.CODEC,
          ROOTS_CODEC,
          (snapshot, argument) -> CaTables.roots(snapshot));

  /// How the authority is set up.
  public static final Method.Ask<NoArgument, CaConfiguration> CONFIGURATION_GET =
      Method.ask(
          "ConnectCA.ConfigurationGet",
          NoArgument.CODEC,
          CaConfiguration.CODEC,
          (server, argument) ->
              CaTables.configuration(server.snapshot())
                  .orElseThrow(() -> new ConsulException(Authority.UNINITIALIZED)));

  private static final Codec<CatalogMethods.Done> NIL =
      Codecs.of(
          (out, done) -> out.nil(),
          in -> {
            in.skip();
            return CatalogMethods.Done.DONE;
          },
          CatalogMethods.Done.DONE,
          done -> true);

  /// Sets the authority up anew.
  public static final Method.Ask<CaRequest, CatalogMethods.Done> CONFIGURATION_SET =
      Method.ask(
          "ConnectCA.ConfigurationSet",
          CaRequest.CODEC,
          NIL,
          (server, request) -> {
            CaConfiguration config = request.config();
            if (config == null) {
              throw new ConsulException("the request has no configuration");
            }
            server.authority().configure(config);
            return CatalogMethods.Done.DONE;
          });

  /// Signs the certificate of a service, an agent, a server or a mesh gateway.
  public static final Method.Ask<CaSignRequest, IssuedCert> SIGN =
      Method.ask(
          "ConnectCA.Sign",
          CaSignRequest.CODEC,
          IssuedCert.CODEC,
          (server, request) -> server.authority().sign(request));

  /// Signs the certificate of another datacenter's authority.
  public static final Method.Ask<CaSignRequest, String> SIGN_INTERMEDIATE =
      Method.ask(
          "ConnectCA.SignIntermediate",
          CaSignRequest.CODEC,
          STRING,
          (server, request) -> server.authority().signIntermediate(request));

  /// What only the leader itself does: a command of the certificate authority.
  public static final Method.Write<CaRequest, Object> APPLY =
      Method.write(
          "ConnectCA.Apply",
          CaRequest.CODEC,
          RESULT,
          (server, request) -> Decision.propose(Commands.CONNECT_CA, request, result -> result));

  /// What only the leader itself does: counts a certificate.
  public static final Method.Write<CaLeafRequest, Object> COUNT_LEAF =
      Method.write(
          "ConnectCA.CountLeaf",
          CaLeafRequest.CODEC,
          RESULT,
          (server, request) ->
              Decision.propose(Commands.CONNECT_CA_LEAF, request, result -> result));

  private ConnectMethods() {}
}
