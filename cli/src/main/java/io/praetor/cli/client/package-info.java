// SPDX-License-Identifier: Apache-2.0

/// A small client of the agent's HTTP API: addresses, one blocking request per connection, TLS from PEM files, and JSON.
@NullMarked
package io.praetor.cli.client;

import org.jspecify.annotations.NullMarked;
