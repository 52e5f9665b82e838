// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Answers requests. It never throws for anything the client did.
@FunctionalInterface
public interface RequestHandler {
  /// Called on a virtual thread for each request; it may block.
  Response handle(Request request);

  /// Called on an event loop, which serves other connections too, with a request whose body, if any,
  /// is short and here: the answer, if it is a matter of microseconds and the loop need not wait, else
  /// null, and [#handle] is asked. The content may be [Response.Later].
  ///
  /// @param loop where an answer that comes later is made
  default @Nullable Response handleAtOnce(Request request, Executor loop) {
    return null;
  }
}
