// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Field.bool;

import java.util.List;

/// Keys that Consul does not know, each of them in `docs/beyond-consul.md`.
final class BeyondFields {
  static final List<Field> ALL =
      List.of(
          bool(
              "refuse_several_addresses",
              "with a wildcard bind, several private addresses are an error, as in Consul"));

  private BeyondFields() {}
}
