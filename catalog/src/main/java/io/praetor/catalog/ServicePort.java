// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// A named port of a service that has several.
public record ServicePort(String name, int port, boolean isDefault) {}
