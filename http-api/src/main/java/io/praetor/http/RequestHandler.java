// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import org.jspecify.annotations.Nullable;

/// Answers requests. It never throws for anything the client did.
@FunctionalInterface
public interface RequestHandler {
  /// Called on a virtual thread for each request; it may block.
  Response handle(Request request);

  /// Called on an event loop, which serves other connections too, with a request that has no body:
  /// the answer, if it is a matter of microseconds and nothing need be waited for, else null, and
  /// [#handle] is asked.
  default @Nullable Response handleAtOnce(Request request) {
    return null;
  }
}
