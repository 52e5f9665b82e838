// SPDX-License-Identifier: Apache-2.0
/// gRPC on the server port: HTTP/2 by Netty, and the few rules that gRPC adds to it.
@NullMarked
package io.praetor.rpc.port.grpc;

import org.jspecify.annotations.NullMarked;
