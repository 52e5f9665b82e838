// SPDX-License-Identifier: Apache-2.0

/// The HTTP API: one descriptor for each endpoint, and a thin Netty edge.
@NullMarked
package io.praetor.http;

import org.jspecify.annotations.NullMarked;
