// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import io.praetor.rpc.Method;
import java.util.function.UnaryOperator;

/// Makes the `Filter` option of a read that came from a peer into what is done to the reply. Callers
/// on this agent filter what they get themselves.
@FunctionalInterface
public interface ReplyFilter {
  /// @param expression not empty
  /// @return keeps what matches; methods that cannot be filtered keep everything
  /// @throws io.praetor.rpc.ConsulException when the expression cannot be used
  <R> UnaryOperator<R> of(Method.Read<?, R> method, String expression);
}
