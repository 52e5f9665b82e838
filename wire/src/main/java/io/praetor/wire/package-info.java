// SPDX-License-Identifier: Apache-2.0

/// Bytes in, records out: the one description of each record's fields, written as msgpack and as
/// JSON. No I/O.
@NullMarked
package io.praetor.wire;

import org.jspecify.annotations.NullMarked;
