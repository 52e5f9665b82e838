// SPDX-License-Identifier: Apache-2.0
/// The server port (8300): what servers and client agents say to each other, on Netty. Codecs and
/// session rules are in {@code io.praetor.rpc.yamux} and {@code io.praetor.rpc.net}, which know no
/// sockets.
@NullMarked
package io.praetor.rpc.port;

import org.jspecify.annotations.NullMarked;
