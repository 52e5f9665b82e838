// SPDX-License-Identifier: Apache-2.0

/// The other datacenters as a server of this one knows them from the WAN pool: who can be asked there,
/// in which order, and how far it is. Pure; `forward` keeps the current map and makes the calls.
@NullMarked
package io.praetor.rpc.wan;

import org.jspecify.annotations.NullMarked;
