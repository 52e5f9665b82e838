// SPDX-License-Identifier: Apache-2.0

/// Tables with indexes, cheap snapshots and watch topics. Knows nothing of nodes or keys.
@NullMarked
package io.praetor.store;

import org.jspecify.annotations.NullMarked;
