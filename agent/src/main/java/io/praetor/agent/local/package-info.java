// SPDX-License-Identifier: Apache-2.0

/// The services and checks of this agent: what was registered ([LocalState], pure), what that means
/// for the catalog ([AntiEntropy], pure), and the classes that carry it out: files, timers, probes and
/// calls to the servers.
@NullMarked
package io.praetor.agent.local;

import org.jspecify.annotations.NullMarked;
