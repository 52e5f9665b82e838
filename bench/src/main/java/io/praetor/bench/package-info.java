// SPDX-License-Identifier: Apache-2.0

/// JMH benchmarks of the parts that a request passes through.
@NullMarked
package io.praetor.bench;

import org.jspecify.annotations.NullMarked;
