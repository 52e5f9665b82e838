// SPDX-License-Identifier: Apache-2.0

/// Prepared queries: named searches for instances of a service, some of them templates for a whole
/// range of names. Records, table, rules, rendering and execution. Pure.
@NullMarked
package io.praetor.catalog.query;

import org.jspecify.annotations.NullMarked;
