// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.netty.channel.group.ChannelGroup;
import io.praetor.http.RequestHandler;
import java.util.concurrent.Executor;

/// What all connections of a server share.
record ConnectionContext(
    HttpServerConfig config,
    Executor executor,
    RequestHandler handler,
    ClientLimits limits,
    ChannelGroup open,
    HttpDate date) {}
