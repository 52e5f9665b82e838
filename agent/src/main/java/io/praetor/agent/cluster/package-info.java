// SPDX-License-Identifier: Apache-2.0

/// The life of several servers: how they find together, and how their leader looks after them.
@NullMarked
package io.praetor.agent.cluster;

import org.jspecify.annotations.NullMarked;
