// SPDX-License-Identifier: Apache-2.0

/// One descriptor for each configuration field; turns the text of files and flags into one
/// immutable record.
@NullMarked
package io.praetor.config;

import org.jspecify.annotations.NullMarked;
