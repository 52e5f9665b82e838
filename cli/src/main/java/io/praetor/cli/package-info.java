// SPDX-License-Identifier: Apache-2.0

/// The command line: one file for each verb.
@NullMarked
package io.praetor.cli;

import org.jspecify.annotations.NullMarked;
