// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.listOrNil;

import io.praetor.connect.CaSignRequest;
import io.praetor.connect.CaTables.Roots;
import io.praetor.connect.IssuedCert;
import io.praetor.wire.Struct;
import java.util.List;

/// What a client agent may call without a certificate, to get one. Only served behind
/// [io.praetor.rpc.port.FirstByte#TLS_INSECURE].
public final class AutoEncryptMethods {
  private static final Struct<Reply<Roots>> ROOTS =
      Struct.<Reply<Roots>>named("IndexedCARoots")
          .embed(ConnectMethods.ROOTS_CODEC, Reply::value)
          .embed(QueryMeta.CODEC, Reply::meta)
          .build(v -> new Reply<>(v.get(0), v.get(1)));

  /// What an agent needs to speak TLS with the servers (Consul's SignedResponse).
  ///
  /// @param roots of the mesh, which the agent's certificate comes from
  /// @param manualRoots the authorities that the servers' own certificates come from, in PEM
  /// @param gossipKey never filled by auto_encrypt
  /// @param verifyServerHostname whether servers must be called by their role
  public record Signed(
      IssuedCert certificate,
      Reply<Roots> roots,
      List<String> manualRoots,
      String gossipKey,
      boolean verifyServerHostname) {
    public static final Struct<Signed> CODEC =
        Struct.<Signed>named("SignedResponse")
            .field("IssuedCert", IssuedCert.CODEC, Signed::certificate)
            .field("ConnectCARoots", ROOTS, Signed::roots)
            .field("ManualCARoots", listOrNil(STRING), Signed::manualRoots)
            .field("GossipKey", STRING, Signed::gossipKey)
            .field("VerifyServerHostname", BOOL, Signed::verifyServerHostname)
            .build(v -> new Signed(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));

    public Signed {
      manualRoots = List.copyOf(manualRoots);
    }

    /// Says nothing of keys.
    @Override
    public String toString() {
      return "Signed[" + certificate + "]";
    }
  }

  /// Any server answers; the leader signs.
  public static final Method.Ask<CaSignRequest, Signed> SIGN =
      Method.askAny(
          "AutoEncrypt.Sign",
          CaSignRequest.CODEC,
          Signed.CODEC,
          (server, request) -> server.autoEncrypt(request));

  private AutoEncryptMethods() {}
}
