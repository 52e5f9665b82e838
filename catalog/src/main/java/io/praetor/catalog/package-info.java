// SPDX-License-Identifier: Apache-2.0

/// Nodes, services, checks and coordinates: the records, the tables and their rules. Pure.
@NullMarked
package io.praetor.catalog;

import org.jspecify.annotations.NullMarked;
