// SPDX-License-Identifier: Apache-2.0
/// Many client agents in one process, for what servers have to bear.
@NullMarked
package io.praetor.bench.fleet;

import org.jspecify.annotations.NullMarked;
