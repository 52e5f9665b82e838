// SPDX-License-Identifier: Apache-2.0

/// The Netty edge of the HTTP API: listeners, connections, bodies. It knows no route.
@NullMarked
package io.praetor.http.server;

import org.jspecify.annotations.NullMarked;
