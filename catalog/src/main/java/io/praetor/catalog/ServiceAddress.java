// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// One of the addresses that a service has beside its main one (`TaggedAddresses`).
public record ServiceAddress(String address, int port) {}
