// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.require;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of mesh.
final class MeshRules {
  private static final List<String> SLASHES =
      List.of(
          "IMPLEMENTATION_SPECIFIC_DEFAULT",
          "KEEP_UNCHANGED",
          "REJECT_REQUEST",
          "UNESCAPE_AND_REDIRECT",
          "UNESCAPE_AND_FORWARD");
  private static final List<String> UNDERSCORES = List.of("ALLOW", "REJECT_REQUEST", "DROP_HEADER");

  private MeshRules() {}

  static void check(ConfigEntry entry, Mesh body) {
    if (body.tls() != null) {
      tls("incoming", body.tls().incoming());
      tls("outgoing", body.tls().outgoing());
    }
    Mesh.DirectionalHttp incoming = body.http() == null ? null : body.http().incoming();
    Mesh.RequestNormalization normal = incoming == null ? null : incoming.requestNormalization();
    if (normal != null) {
      oneOf("PathWithEscapedSlashesAction", normal.pathWithEscapedSlashesAction(), SLASHES);
      oneOf("HeadersWithUnderscoresAction", normal.headersWithUnderscoresAction(), UNDERSCORES);
    }
  }

  private static void tls(String direction, Mesh.@Nullable DirectionalTls tls) {
    if (tls != null) {
      TlsRules.check(
          "error in " + direction + " TLS configuration: ",
          tls.tlsMinVersion(),
          tls.tlsMaxVersion(),
          tls.cipherSuites());
    }
  }

  private static void oneOf(String what, String value, List<String> allowed) {
    require(
        value.isEmpty() || allowed.contains(value),
        "error in HTTP incoming request normalization configuration: no matching "
            + what
            + " value found for "
            + value
            + ", please specify one of ["
            + String.join(", ", allowed)
            + "]");
  }
}
