// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// All that a configuration is made from.
///
/// @param flags what the command line says, which also names the files
/// @param host the machine, for files, names and addresses
/// @param build the version that this program reports
public record Sources(AgentFlags flags, Host host, BuildConfig build) {}
