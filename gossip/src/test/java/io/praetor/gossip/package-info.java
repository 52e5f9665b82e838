// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.praetor.gossip;

import org.jspecify.annotations.NullMarked;
