// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.agent;

import io.praetor.catalog.NodeService;

/// A local service and the hash that `?hash=` blocks on: 16 hex digits, equal exactly while
/// nothing that the answer shows has changed.
public record LocalService(NodeService service, String contentHash) {}
