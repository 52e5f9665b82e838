// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import java.util.function.Function;

/// What the leader does about a write.
public sealed interface Decision<R> {
  /// Replicates the command and answers with what applying it gave.
  ///
  /// @param errorPrefix what Consul puts before the text when the state refuses the command, such as
  ///     `raft apply failed: `
  /// @param answer turns the result of the command's application into the reply
  record Propose<C, R>(Command<C> command, C body, String errorPrefix, Function<Object, R> answer)
      implements Decision<R> {}

  /// Answers at once; nothing is replicated.
  record Answer<R>(R reply) implements Decision<R> {}

  static <C, R> Decision<R> propose(Command<C> command, C body, Function<Object, R> answer) {
    return new Propose<>(command, body, "", answer);
  }

  static <C, R> Decision<R> propose(
      Command<C> command, C body, String errorPrefix, Function<Object, R> answer) {
    return new Propose<>(command, body, errorPrefix, answer);
  }

  static <R> Decision<R> answer(R reply) {
    return new Answer<>(reply);
  }
}
