// SPDX-License-Identifier: Apache-2.0
/// How many calls are let through: `limits.request_limits` on servers, `limits.rpc_rate` on clients.
@NullMarked
package io.praetor.rpc.limits;

import org.jspecify.annotations.NullMarked;
