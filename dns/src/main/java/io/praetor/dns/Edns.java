// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import org.jspecify.annotations.Nullable;

/// The OPT pseudo-record. Version and the DNSSEC bit of a query are read over, because Consul ignores
/// both; what is written is version 0 without it.
public record Edns(int udpSizeBytes, @Nullable ClientSubnet subnet) {}
