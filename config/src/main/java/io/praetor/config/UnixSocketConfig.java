// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// Owner and mode of unix sockets that the agent makes; empty means unchanged.
///
/// @param user owner
/// @param group group
/// @param mode octal mode
public record UnixSocketConfig(String user, String group, String mode) {}
