// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

/// How a check that uses TLS meets its target.
///
/// @param serverName name sent and verified, empty for the host of the address
/// @param skipVerify accepts every certificate
public record TlsOptions(String serverName, boolean skipVerify) {}
