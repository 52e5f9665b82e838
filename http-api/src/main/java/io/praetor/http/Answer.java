// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What a handler answers with. Header fields that go with it are set on the [Call].
public sealed interface Answer {
  /// A JSON value, indented as the agent's mode and `?pretty` say.
  record Json<T extends @Nullable Object>(int status, Codec<T> codec, T value) implements Answer {}

  /// An empty body of type JSON, which is what Consul answers when there is nothing to say.
  record Done() implements Answer {}

  /// An empty body without a type, as an empty 404 is.
  record Nothing(int status) implements Answer {}

  /// A plain text.
  record Text(int status, String text) implements Answer {}

  /// Bytes of a given type.
  record Raw(int status, String contentType, byte[] body) implements Answer {}

  /// A body that goes on until the writer returns or the client leaves. The type is empty for
  /// none.
  record Streamed(String contentType, Response.Writer writer) implements Answer {}

  /// What a [Endpoint.Mark#QUICK] write answers with when it is done.
  record Later(CompletableFuture<Answer> answer) implements Answer {}

  Answer DONE = new Done();
  Answer NOT_FOUND = new Nothing(404);
  Answer TRUE = json(Codecs.BOOL, true);

  static <T extends @Nullable Object> Answer json(Codec<T> codec, T value) {
    return new Json<>(200, codec, value);
  }

  static <T> Answer list(Codec<T> element, List<T> values) {
    return new Json<>(200, Codecs.list(element), values);
  }

  static Answer bool(boolean value) {
    return json(Codecs.BOOL, value);
  }

  static Answer text(int status, String text) {
    return new Text(status, text);
  }
}
