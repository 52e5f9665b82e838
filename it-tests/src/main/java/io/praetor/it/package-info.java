// SPDX-License-Identifier: Apache-2.0

/// Tests of the whole product with real processes, sockets and disks.
@NullMarked
package io.praetor.it;

import org.jspecify.annotations.NullMarked;
