// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.util.function.Function;

/// What a question to the agent brought.
public sealed interface Lookup<T> {
  /// It was answered; an empty list is an answer too.
  record Found<T>(T value) implements Lookup<T> {}

  /// There is no such thing: name, datacenter, peer, query. The asker gets NXDOMAIN.
  record Missing<T>() implements Lookup<T> {}

  /// No answer could be had: no permission, no leader, a time-out. The asker gets SERVFAIL.
  record Failed<T>(String reason) implements Lookup<T> {}

  static <T> Lookup<T> found(T value) {
    return new Found<>(value);
  }

  static <T> Lookup<T> missing() {
    return new Missing<>();
  }

  static <T> Lookup<T> failed(String reason) {
    return new Failed<>(reason);
  }

  default <R> Lookup<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Found<T> found -> new Found<>(change.apply(found.value()));
      case Missing<T> missing -> new Missing<>();
      case Failed<T> failed -> new Failed<>(failed.reason());
    };
  }
}
