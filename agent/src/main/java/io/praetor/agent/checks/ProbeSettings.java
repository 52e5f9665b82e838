// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

/// What all probes of an agent share.
///
/// @param outputMaxBytes how much output is kept at most: `check_output_max_size`
/// @param dockerEngine as in DOCKER_HOST
public record ProbeSettings(Scheduler scheduler, int outputMaxBytes, String dockerEngine) {
  /// Where the engine listens unless DOCKER_HOST says otherwise.
  public static final String DEFAULT_DOCKER_ENGINE = "unix:///var/run/docker.sock";
}
