// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// An HTTP path of a service that its proxy lets through without mutual TLS.
public record ExposePath(
    int listenerPort, String path, int localPathPort, String protocol, boolean parsedFromCheck) {}
