// SPDX-License-Identifier: Apache-2.0

/// The network edge of the DNS interface: listeners, and the client for recursors, on Netty.
@NullMarked
package io.praetor.dns.server;

import org.jspecify.annotations.NullMarked;
