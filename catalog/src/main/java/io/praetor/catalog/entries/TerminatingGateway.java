// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The services outside of the mesh that a terminating gateway leads to.
public record TerminatingGateway(@Nullable List<LinkedService> services) implements EntryBody {
  public static final Struct<TerminatingGateway> CODEC =
      Struct.<TerminatingGateway>named("TerminatingGatewayConfigEntry")
          .field("Services", nullable(list(LinkedService.CODEC)), TerminatingGateway::services)
          .build(v -> new TerminatingGateway(v.get(0)));

  /// A service behind the gateway; the name may be `*`.
  public record LinkedService(
      String name,
      String caFile,
      String certFile,
      String keyFile,
      String sni,
      boolean disableAutoHostRewrite) {
    public static final Struct<LinkedService> CODEC =
        Struct.<LinkedService>named("LinkedService")
            .omitEmpty("Name", STRING, LinkedService::name)
            .omitEmpty("CAFile", STRING, LinkedService::caFile)
            .omitEmpty("CertFile", STRING, LinkedService::certFile)
            .omitEmpty("KeyFile", STRING, LinkedService::keyFile)
            .omitEmpty("SNI", STRING, LinkedService::sni)
            .omitEmpty("DisableAutoHostRewrite", BOOL, LinkedService::disableAutoHostRewrite)
            .build(
                v -> new LinkedService(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
  }
}
