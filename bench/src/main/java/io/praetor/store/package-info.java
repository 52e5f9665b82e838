// SPDX-License-Identifier: Apache-2.0
/// Measures the state's map, which only this package sees.
@NullMarked
package io.praetor.store;

import org.jspecify.annotations.NullMarked;
