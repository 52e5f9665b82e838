// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// An HTTP path of a service that its proxy lets through without mutual TLS.
public record ExposePath(
    int listenerPort, String path, int localPathPort, String protocol, boolean parsedFromCheck) {

  public static final Struct<ExposePath> CODEC =
      Struct.<ExposePath>named("ExposePath")
          .omitEmpty("ListenerPort", INT, ExposePath::listenerPort)
          .omitEmpty("Path", STRING, ExposePath::path)
          .omitEmpty("LocalPathPort", INT, ExposePath::localPathPort)
          .omitEmpty("Protocol", STRING, ExposePath::protocol)
          .omitEmpty("ParsedFromCheck", BOOL, ExposePath::parsedFromCheck)
          .alias("listener_port", "ListenerPort")
          .alias("local_path_port", "LocalPathPort")
          .build(v -> new ExposePath(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
}
