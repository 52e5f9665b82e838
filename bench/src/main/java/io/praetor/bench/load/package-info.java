// SPDX-License-Identifier: Apache-2.0
/// Load on clusters of real processes: ours and, given by path, real Consul's, in turns in one run.
@NullMarked
package io.praetor.bench.load;

import org.jspecify.annotations.NullMarked;
