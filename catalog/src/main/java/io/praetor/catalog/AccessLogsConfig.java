// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// What a proxy writes about each request.
public record AccessLogsConfig(
    boolean enabled,
    boolean disableListenerLogs,
    String type,
    String path,
    String jsonFormat,
    String textFormat) {

  /// All fields at Go's zero.
  public static final AccessLogsConfig NONE = new AccessLogsConfig(false, false, "", "", "", "");
}
