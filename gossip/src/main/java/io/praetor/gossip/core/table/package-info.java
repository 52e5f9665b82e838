// SPDX-License-Identifier: Apache-2.0
/// A persistent map by name, in which both layers keep the members of a pool.
@NullMarked
package io.praetor.gossip.core.table;

import org.jspecify.annotations.NullMarked;
