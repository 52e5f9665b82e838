// SPDX-License-Identifier: Apache-2.0
/// yamux, many streams over one connection: frames and the rules of a session. Takes bytes and time,
/// knows no sockets, threads or clocks.
@NullMarked
package io.praetor.rpc.yamux;

import org.jspecify.annotations.NullMarked;
