// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/// One answer: status, header fields and content. The edge adds what belongs to the connection
/// (`Date`, `Content-Length`, `Connection`).
///
/// @param status HTTP status
/// @param headers header fields, changed until the edge writes them
/// @param content the body
public record Response(int status, Headers headers, Content content) {
  static final String TEXT = "text/plain; charset=utf-8";

  /// An answer without a body.
  public static Response empty(int status) {
    return new Response(status, new Headers(), Bytes.EMPTY);
  }

  /// A plain text.
  public static Response text(int status, String text) {
    return new Response(
        status,
        new Headers().set("Content-Type", TEXT),
        Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// What follows the header fields.
  public sealed interface Content {}

  /// A body that is complete. The array is handed over, not copied.
  public record Bytes(byte[] array, int offset, int length) implements Content {
    static final Bytes EMPTY = of(new byte[0]);

    public static Bytes of(byte[] array) {
      return new Bytes(array, 0, array.length);
    }
  }

  /// What [RequestHandler#handleAtOnce], and nobody else, may give for an answer that is not known
  /// yet; the status and headers here mean nothing. It fails
  /// with [io.praetor.rpc.NothingDoneException] when the request is to be handled again from the start.
  public record Later(CompletableFuture<Response> answer) implements Content {}

  static Response later(CompletableFuture<Response> answer) {
    return new Response(0, new Headers(), new Later(answer));
  }

  /// This answer, or the one that comes later, changed.
  Response then(UnaryOperator<Response> change) {
    return content instanceof Later(CompletableFuture<Response> answer)
        ? later(answer.thenApply(change))
        : change.apply(this);
  }

  /// A body that is written bit by bit, on the thread that handled the request.
  public record Stream(Writer writer) implements Content {}

  /// Writes a streamed body. Returning ends the body; an [IOException] breaks the connection off,
  /// so that the client does not take half an answer for a whole one.
  @FunctionalInterface
  public interface Writer {
    void writeTo(Sink sink) throws IOException, InterruptedException;
  }

  /// Takes the pieces of a streamed body, blocking while the client is slow.
  public interface Sink {
    /// Sends the bytes now; the array may be used again afterwards.
    void write(byte[] array, int offset, int length) throws IOException;
  }

  /// The content as text, for tests and logs; a stream has none.
  public String contentText() {
    return switch (content) {
      case Bytes bytes ->
          new String(bytes.array(), bytes.offset(), bytes.length(), StandardCharsets.UTF_8);
      case Stream stream -> "<stream>";
      case Later later -> "<later>";
    };
  }
}
