// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.ca;

import io.praetor.http.server.TlsIdentity;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent's TLS has from the mesh instead of from files.
///
/// @param identity the certificate that the servers gave this client agent, or null
/// @param manual the authorities that the servers' own certificates come from
/// @param mesh the roots of the mesh
/// @param verifyServerHostname whether servers must be called by their role
public record AutoTls(
    @Nullable TlsIdentity identity,
    List<X509Certificate> manual,
    List<X509Certificate> mesh,
    boolean verifyServerHostname) {
  /// Before anything came.
  public static final AutoTls NONE = new AutoTls(null, List.of(), List.of(), false);

  public AutoTls {
    manual = List.copyOf(manual);
    mesh = List.copyOf(mesh);
  }

  /// Who uses it for the next connections.
  public interface Receiver {
    AutoTls auto();

    void accept(AutoTls auto);
  }

  /// All that are trusted.
  public List<X509Certificate> authorities() {
    List<X509Certificate> all = new ArrayList<>(manual);
    all.addAll(mesh);
    return all;
  }

  public AutoTls withIdentity(TlsIdentity next) {
    return new AutoTls(next, manual, mesh, verifyServerHostname);
  }

  public AutoTls withMesh(List<X509Certificate> roots) {
    return new AutoTls(identity, manual, roots, verifyServerHostname);
  }
}
