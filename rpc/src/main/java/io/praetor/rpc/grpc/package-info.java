// SPDX-License-Identifier: Apache-2.0
/// Methods that are called by gRPC, free of the transport that carries them.
@NullMarked
package io.praetor.rpc.grpc;

import org.jspecify.annotations.NullMarked;
