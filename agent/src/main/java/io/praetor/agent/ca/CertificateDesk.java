// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.ca;

import io.praetor.connect.CaSignRequest;
import io.praetor.connect.CaTables;
import io.praetor.connect.IssuedCert;
import io.praetor.rpc.AutoEncryptMethods;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import java.util.List;
import java.util.function.Supplier;

/// Where client agents get their certificates on a server (`auto_encrypt.allow_tls`): any server takes
/// the request of an agent that has none yet, and the leader signs. Any thread.
///
/// @param rpc reaches the leader
/// @param trust what agents are told besides their certificate
public record CertificateDesk(
    boolean meshEnabled, boolean allowed, String datacenter, Rpc rpc, Supplier<Trust> trust) {
  /// @param authorities in PEM, of the servers' own certificates
  public record Trust(List<String> authorities, boolean verifyServerHostname) {
    public Trust {
      authorities = List.copyOf(authorities);
    }
  }

  /// @throws ConsulException with Consul's text when it is refused
  public AutoEncryptMethods.Signed sign(CaSignRequest request) throws InterruptedException {
    if (!meshEnabled) {
      throw new ConsulException("Connect must be enabled in order to use this endpoint");
    }
    if (!allowed) {
      throw new ConsulException(
          "AutoEncrypt.AllowTLS must be enabled in order to use this endpoint");
    }
    if (!request.datacenter().equals(datacenter)) {
      throw new ConsulException(
          "mismatched datacenter (client_dc='"
              + request.datacenter()
              + "' server_dc='"
              + datacenter
              + "'); check client has same datacenter set as servers");
    }
    Reply<CaTables.Roots> roots =
        rpc.read(
            ConnectMethods.ROOTS,
            ConnectMethods.NoArgument.NONE,
            QueryOptions.DEFAULT.withDatacenter(datacenter));
    IssuedCert certificate =
        rpc.ask(ConnectMethods.SIGN, request, new WriteOptions("", datacenter));
    Trust now = trust.get();
    return new AutoEncryptMethods.Signed(
        certificate, roots, now.authorities(), "", now.verifyServerHostname());
  }
}
