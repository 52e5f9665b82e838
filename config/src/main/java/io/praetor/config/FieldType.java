// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// What a configuration key may hold, and how the values of several sources come together: a later
/// scalar replaces, lists are appended, maps are overlaid key by key.
enum FieldType {
  BOOL("bool"),
  INT("int"),
  UINT("uint"),
  UINT32("uint32"),
  UINT64("uint64"),
  FLOAT("float64"),
  STRING("string"),
  /// A text such as `1h30m`; read when the configuration is built, so that all faults are told.
  DURATION("string"),
  STRINGS("[]string"),
  STRING_MAP("map[string]string"),
  LIST_MAP("map[string][]string"),
  /// A free tree.
  TREE("map[string]interface {}"),
  TREES("[]map[string]interface {}"),
  SERVICE("config.ServiceDefinition"),
  SERVICES("[]config.ServiceDefinition"),
  CHECK("config.CheckDefinition"),
  CHECKS("[]config.CheckDefinition"),
  /// A block without keys.
  TIME("time.Time"),
  /// Whatever it holds is dropped with a warning.
  NOTHING("");

  private final String goName;

  FieldType(String goName) {
    this.goName = goName;
  }

  /// The name of the type in Consul's errors.
  String goName() {
    return goName;
  }

  /// The value after a later source has spoken.
  Object merge(Object earlier, Object later) {
    return switch (this) {
      case STRINGS, TREES, SERVICES, CHECKS -> Trees.append(earlier, later);
      case STRING_MAP, LIST_MAP, TREE -> Trees.overlay(earlier, later);
      case BOOL,
          INT,
          UINT,
          UINT32,
          UINT64,
          FLOAT,
          STRING,
          DURATION,
          SERVICE,
          CHECK,
          TIME,
          NOTHING ->
          later;
    };
  }
}
