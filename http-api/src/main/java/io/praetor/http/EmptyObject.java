// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.wire.Struct;

/// The JSON object without members.
record EmptyObject() {
  static final EmptyObject INSTANCE = new EmptyObject();
  static final Struct<EmptyObject> CODEC =
      Struct.<EmptyObject>named("EmptyObject").build(values -> INSTANCE);
}
