// SPDX-License-Identifier: Apache-2.0

/// What a server does only while it leads: turn membership into catalog entries, end sessions whose
/// time is up, forget old tombstones, write down coordinates in batches, start the certificate
/// authority.
@NullMarked
package io.praetor.agent.leader;

import org.jspecify.annotations.NullMarked;
