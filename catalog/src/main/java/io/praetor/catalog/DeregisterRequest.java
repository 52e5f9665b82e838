// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// The body of `Catalog.Deregister` and of its log entry. Removes the service or the check when one is
/// named, else the whole node.
public record DeregisterRequest(
    String datacenter,
    String node,
    String serviceId,
    String checkId,
    String peerName,
    String token) {}
