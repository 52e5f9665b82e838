// SPDX-License-Identifier: Apache-2.0
/// What client agents subscribe to instead of asking again and again: a snapshot of one subject,
/// then its changes. Works on snapshots of the state; knows no sockets, and waits only in one
/// place.
@NullMarked
package io.praetor.rpc.subscribe;

import org.jspecify.annotations.NullMarked;
