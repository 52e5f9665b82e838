// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Instant;

/// The version of Consul that this agent is compatible with, which peers and clients are told.
///
/// @param version three numbers
/// @param prerelease empty for a release
/// @param metadata after a plus sign, or empty
/// @param revision short commit, or empty
/// @param buildDate when it was built
public record BuildConfig(
    String version, String prerelease, String metadata, String revision, Instant buildDate) {}
