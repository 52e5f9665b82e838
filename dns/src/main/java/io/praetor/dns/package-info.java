// SPDX-License-Identifier: Apache-2.0

/// The DNS interface: a pure answerer, and a thin Netty edge.
@NullMarked
package io.praetor.dns;

import org.jspecify.annotations.NullMarked;
