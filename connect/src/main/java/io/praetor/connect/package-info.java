// SPDX-License-Identifier: Apache-2.0

/// The certificate authority of the service mesh. Pure.
@NullMarked
package io.praetor.connect;

import org.jspecify.annotations.NullMarked;
