// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

/// The result of a command that the state refused, with Consul's text.
public record ApplyError(String text) {}
