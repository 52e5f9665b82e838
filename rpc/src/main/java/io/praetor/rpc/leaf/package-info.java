// SPDX-License-Identifier: Apache-2.0

/// Certificates of services and agents on the side of those who hold the keys: asked for, kept, and
/// replaced in time.
@NullMarked
package io.praetor.rpc.leaf;

import org.jspecify.annotations.NullMarked;
