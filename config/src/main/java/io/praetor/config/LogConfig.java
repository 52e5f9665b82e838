// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;

/// Where the agent logs to.
///
/// @param level TRACE, DEBUG, INFO, WARN or ERROR
/// @param json one JSON object a line
/// @param filePath file or folder prefix, empty for none
/// @param rotateDuration new file after; zero means 24 hours when files are used
/// @param rotateBytes new file beyond, 0 for never
/// @param rotateMaxFiles 0 keeps all, -1 none
/// @param syslog whether syslog gets a copy
/// @param syslogFacility its facility
public record LogConfig(
    String level,
    boolean json,
    String filePath,
    Duration rotateDuration,
    int rotateBytes,
    int rotateMaxFiles,
    boolean syslog,
    String syslogFacility) {}
