// SPDX-License-Identifier: Apache-2.0
/// What `docs/gossip.md` shows: the scenarios, their tables and plots.
@NullMarked
package io.praetor.gossip.study;

import org.jspecify.annotations.NullMarked;
