// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.connect.CaConfiguration;
import io.praetor.connect.CaSignRequest;
import io.praetor.connect.IssuedCert;

/// The certificate authority of the mesh, as the leader has it. Each call may wait for commits. Any
/// thread.
public interface Authority {
  /// Where there is none.
  Authority NONE =
      new Authority() {
        @Override
        public IssuedCert sign(CaSignRequest request) {
          throw new ConsulException(UNINITIALIZED);
        }

        @Override
        public String signIntermediate(CaSignRequest request) {
          throw new ConsulException(UNINITIALIZED);
        }

        @Override
        public void configure(CaConfiguration config) {
          throw new ConsulException(UNINITIALIZED);
        }
      };

  /// What is answered before the leader has taken the authority up.
  String UNINITIALIZED = "CA is uninitialized and unable to sign certificates yet: provider is nil";

  /// Signs the certificate of a service, an agent, a server or a mesh gateway.
  ///
  /// @throws ConsulException with Consul's text when it is refused
  IssuedCert sign(CaSignRequest request) throws InterruptedException;

  /// Signs the certificate of another datacenter's authority; answers it in PEM.
  ///
  /// @throws ConsulException with Consul's text when it is refused
  String signIntermediate(CaSignRequest request) throws InterruptedException;

  /// Takes over other settings, and makes a new root when they ask for one.
  ///
  /// @throws ConsulException with Consul's text when they are refused
  void configure(CaConfiguration config) throws InterruptedException;
}
