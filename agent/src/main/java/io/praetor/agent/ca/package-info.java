// SPDX-License-Identifier: Apache-2.0

/// The certificate authority of the mesh as the leader runs it, and the certificates that agents get
/// from it. The rules are in `connect`; here are the log, the clock and chance.
@NullMarked
package io.praetor.agent.ca;

import org.jspecify.annotations.NullMarked;
