// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import java.util.List;
import java.util.Map;

/// Where registrations outlive the agent.
interface LocalStore {
  void save(ServiceEntry entry);

  void save(CheckEntry entry);

  void save(StoredState state);

  void forgetService(String id);

  /// With its last heartbeat.
  void forgetCheck(String id);

  List<ServiceEntry> services();

  List<CheckEntry> checks();

  /// Last heartbeats by check id.
  Map<String, StoredState> states();

  /// For agents without a data directory.
  LocalStore NONE =
      new LocalStore() {
        @Override
        public void save(ServiceEntry entry) {}

        @Override
        public void save(CheckEntry entry) {}

        @Override
        public void save(StoredState state) {}

        @Override
        public void forgetService(String id) {}

        @Override
        public void forgetCheck(String id) {}

        @Override
        public List<ServiceEntry> services() {
          return List.of();
        }

        @Override
        public List<CheckEntry> checks() {
          return List.of();
        }

        @Override
        public Map<String, StoredState> states() {
          return Map.of();
        }
      };
}
