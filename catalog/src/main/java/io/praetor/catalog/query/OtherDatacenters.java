// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The datacenters that a query may look in when it finds nothing in its own. Calls may wait.
public interface OtherDatacenters {
  /// There are none.
  OtherDatacenters NONE =
      new OtherDatacenters() {
        @Override
        public List<String> nearestFirst() {
          return List.of();
        }

        @Override
        public @Nullable PreparedQueryExecuteResponse run(
            String datacenter, PreparedQueryExecuteRemoteRequest request) {
          return null;
        }
      };

  /// Those that are known, without the own one.
  List<String> nearestFirst();

  /// What a query finds there, without looking any further; null when nobody there can say.
  @Nullable PreparedQueryExecuteResponse run(
      String datacenter, PreparedQueryExecuteRemoteRequest request) throws InterruptedException;
}
