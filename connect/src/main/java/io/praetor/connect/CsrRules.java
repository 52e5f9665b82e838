// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.util.List;

/// Which requests the authority of a datacenter signs (the rules and texts of Consul 1.22.5, as far as
/// they need no ACLs). Pure.
public final class CsrRules {
  private CsrRules() {}

  /// @param id whom the certificate will be for
  /// @param names what it will say, with that id
  public record Accepted(SpiffeId id, AlternativeNames names) {}

  /// @param trustDomain of the cluster. Agents ask before they know it, so theirs is put right.
  /// @throws InvalidRequestException when it is not to be signed
  public static Accepted accept(SigningRequest request, String datacenter, String trustDomain)
      throws InvalidRequestException {
    AlternativeNames names = request.names();
    if (names.uris().size() != 1) {
      throw new InvalidRequestException(
          "CSR SAN contains an invalid number of URIs: " + names.uris().size());
    }
    if (!names.emails().isEmpty()) {
      throw new InvalidRequestException("CSR SAN does not allow specifying email addresses");
    }
    SpiffeId asked = SpiffeId.parse(names.uris().getFirst());
    SpiffeId id =
        switch (asked) {
          case SpiffeId.Agent agent -> agent.isIn(trustDomain) ? agent : agent.in(trustDomain);
          case SpiffeId.Service service -> own(service, service.datacenter(), datacenter);
          case SpiffeId.MeshGateway gateway -> own(gateway, gateway.datacenter(), datacenter);
          case SpiffeId.Server server -> own(server, server.datacenter(), datacenter);
          case SpiffeId.Signing ignored ->
              throw new InvalidRequestException(
                  "SPIFFE ID in CSR must be a service, mesh-gateway, or agent ID");
        };
    if (!id.isIn(trustDomain)) {
      throw new InvalidRequestException(
          "SPIFFE ID in CSR from a different trust domain: "
              + id.host()
              + ", we are "
              + trustDomain);
    }
    List<String> uris = id.equals(asked) ? names.uris() : List.of(id.uri());
    return new Accepted(id, new AlternativeNames(names.dns(), List.of(), names.addresses(), uris));
  }

  private static SpiffeId own(SpiffeId id, String datacenter, String ours)
      throws InvalidRequestException {
    if (!datacenter.equals(ours)) {
      throw new InvalidRequestException(
          "SPIFFE ID in CSR from a different datacenter: " + datacenter + ", we are " + ours);
    }
    return id;
  }

  /// A request of another datacenter's authority for a certificate of its own, which need not name a
  /// trust domain.
  ///
  /// @throws InvalidRequestException when it names another one
  public static void acceptIntermediate(SigningRequest request, String trustDomain)
      throws InvalidRequestException {
    List<String> uris = request.names().uris();
    if (uris.isEmpty()) {
      return;
    }
    if (uris.size() > 1) {
      throw new InvalidRequestException(
          "incoming CSR has unexpected number of URIs: " + uris.size());
    }
    SpiffeId id = SpiffeId.parse(uris.getFirst());
    if (id instanceof SpiffeId.Agent || !id.isIn(trustDomain)) {
      throw new InvalidRequestException(
          "incoming CSR domain \""
              + id.uri()
              + "\" is not valid for our domain \""
              + new SpiffeId.Signing(trustDomain).uri()
              + "\"");
    }
  }
}
