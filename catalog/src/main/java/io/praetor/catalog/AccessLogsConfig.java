// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// What a proxy writes about each request.
public record AccessLogsConfig(
    boolean enabled,
    boolean disableListenerLogs,
    String type,
    String path,
    String jsonFormat,
    String textFormat) {

  public static final Struct<AccessLogsConfig> CODEC =
      Struct.<AccessLogsConfig>named("AccessLogsConfig")
          .omitEmpty("Enabled", BOOL, AccessLogsConfig::enabled)
          .omitEmpty("DisableListenerLogs", BOOL, AccessLogsConfig::disableListenerLogs)
          .omitEmpty("Type", STRING, AccessLogsConfig::type)
          .omitEmpty("Path", STRING, AccessLogsConfig::path)
          .omitEmpty("JSONFormat", STRING, AccessLogsConfig::jsonFormat)
          .omitEmpty("TextFormat", STRING, AccessLogsConfig::textFormat)
          .build(
              v ->
                  new AccessLogsConfig(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));

  /// All fields at Go's zero.
  public static final AccessLogsConfig NONE = new AccessLogsConfig(false, false, "", "", "", "");
}
