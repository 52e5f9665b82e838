// SPDX-License-Identifier: Apache-2.0

/// What the `/v1/agent` routes ask of the agent's own services and checks.
@NullMarked
package io.praetor.http.agent;

import org.jspecify.annotations.NullMarked;
