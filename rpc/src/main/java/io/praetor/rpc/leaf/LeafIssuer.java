// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.leaf;

import io.praetor.connect.AlternativeNames;
import io.praetor.connect.CaSignRequest;
import io.praetor.connect.CaTables;
import io.praetor.connect.InvalidRequestException;
import io.praetor.connect.IssuedCert;
import io.praetor.connect.PrivateKeys;
import io.praetor.connect.SigningRequest;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import java.security.KeyPair;
import java.security.SecureRandom;

/// Makes a key and gets a certificate for it. Any thread; the caller's waits.
public final class LeafIssuer {
  private final Rpc rpc;
  private final SecureRandom random;

  public LeafIssuer(Rpc rpc, SecureRandom random) {
    this.rpc = rpc;
    this.random = random;
  }

  /// How a request and the key behind it travel together.
  ///
  /// @param keyPem secret
  public record Asked(String csr, String keyPem) {
    /// A request for a new key.
    public static Asked of(LeafSubject subject, String trustDomain, SecureRandom random) {
      KeyPair keys;
      try {
        keys = PrivateKeys.generate(PrivateKeys.EC, 256, random);
      } catch (InvalidRequestException e) {
        throw new IllegalStateException(e);
      }
      AlternativeNames names = subject.names(trustDomain);
      return new Asked(SigningRequest.write(keys, names), PrivateKeys.pem(keys));
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
      return "Asked[csr]";
    }
  }

  /// @throws ConsulException with Consul's text when it is refused
  public IssuedCert issue(LeafSubject subject, WriteOptions options) throws InterruptedException {
    CaTables.Roots roots = roots(options);
    if (roots.trustDomain().isEmpty()) {
      throw new ConsulException("cluster has no CA bootstrapped yet");
    }
    Asked asked = Asked.of(subject, roots.trustDomain(), random);
    CaSignRequest request = new CaSignRequest(options.datacenter(), asked.csr());
    return rpc.ask(ConnectMethods.SIGN, request, options).withKey(asked.keyPem());
  }

  private CaTables.Roots roots(WriteOptions options) throws InterruptedException {
    QueryOptions query = QueryOptions.STALE.withDatacenter(options.datacenter());
    return rpc.read(ConnectMethods.ROOTS, ConnectMethods.NoArgument.NONE, query).value();
  }
}
