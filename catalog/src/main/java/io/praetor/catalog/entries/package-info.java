// SPDX-License-Identifier: Apache-2.0

/// Configuration entries: one record for each kind, their rules, their table, and what they add to the
/// services of the catalog. Pure.
@NullMarked
package io.praetor.catalog.entries;

import org.jspecify.annotations.NullMarked;
