// SPDX-License-Identifier: Apache-2.0

/// Keys, sessions, locks and transactions: the records, the tables and their rules. Pure.
@NullMarked
package io.praetor.kv;

import org.jspecify.annotations.NullMarked;
