// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// The name of a service where Consul wraps it in a struct.
public record ServiceName(String name) {}
