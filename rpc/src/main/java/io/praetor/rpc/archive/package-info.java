// SPDX-License-Identifier: Apache-2.0

/// Snapshot files as operators save and restore them.
@NullMarked
package io.praetor.rpc.archive;

import org.jspecify.annotations.NullMarked;
