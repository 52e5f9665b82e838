// SPDX-License-Identifier: Apache-2.0

/// The expression language of `?filter`: parser, checks against a schema, evaluator.
@NullMarked
package io.praetor.http.filter;

import org.jspecify.annotations.NullMarked;
