// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

/// Answers requests. Called on a virtual thread for each request; it may block, and it never
/// throws for anything the client did.
@FunctionalInterface
public interface RequestHandler {
  Response handle(Request request);
}
