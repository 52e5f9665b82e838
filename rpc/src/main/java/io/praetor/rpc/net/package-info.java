// SPDX-License-Identifier: Apache-2.0
/// net/rpc as Consul speaks it: two msgpack values for a request, two for a reply, one call after the
/// other. Bytes in, bytes out; knows no sockets or threads.
@NullMarked
package io.praetor.rpc.net;

import org.jspecify.annotations.NullMarked;
