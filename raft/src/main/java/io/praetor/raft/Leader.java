// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

/// Who leads, as far as this server knows.
public record Leader(ServerId id, String address) {}
