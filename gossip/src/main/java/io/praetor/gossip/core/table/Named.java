// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.table;

/// What a [NameMap] can hold: it carries its own key.
public interface Named {
  String name();
}
