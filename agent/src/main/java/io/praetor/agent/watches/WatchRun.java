// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.watches;

import io.praetor.http.Body;
import io.praetor.http.Cancellation;
import io.praetor.http.Headers;
import io.praetor.http.Request;
import io.praetor.http.RequestHandler;
import io.praetor.http.Response;
import io.praetor.wire.GoQuote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One watch at work, on a thread of its own: asks, blocks until there is something new, hands it to
/// the handler and asks again. Ends when it is stopped or interrupted.
final class WatchRun implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.watch.watch");
  private static final long RETRY_SECONDS = 5;
  private static final long MAX_RETRY_SECONDS = 180;
  private static final long MAX_FAILURES = 1000;

  /// Longer answers are an error.
  private static final int MAX_BYTES = 64 << 20;

  private final WatchDefinition watch;
  private final RequestHandler api;
  private final Handling handling;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Cancellation cancellation = new Cancellation();

  /// Gives an answer to the handler, and returns when the handler is done with it.
  interface Handling {
    void handle(WatchHandler handler, String index, String json) throws InterruptedException;
  }

  WatchRun(WatchDefinition watch, RequestHandler api, Handling handling) {
    this.watch = watch;
    this.api = api;
    this.handling = handling;
  }

  /// Where a watch stands: an index, or the hash of an answer that has none.
  private record Position(String index, String hash) {
    static final Position START = new Position("0", "");

    /// What to ask for next. An index that did not move or went back starts over.
    Position after(Position before) {
      long now = Long.parseUnsignedLong(index);
      boolean back = Long.compareUnsigned(now, Long.parseUnsignedLong(before.index)) <= 0;
      return hash.isEmpty() && back ? START : this;
    }
  }

  private record Answer(String json, Position position) {}

  void stop() {
    stopped.countDown();
    cancellation.cancel();
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  @Override
  public void run() {
    Position position = Position.START;
    long failures = 0;
    try {
      while (!isStopped()) {
        try {
          Answer answer = ask(position);
          failures = 0;
          if (!isStopped() && !answer.position.equals(position)) {
            handling.handle(watch.handler(), answer.position.index, answer.json);
          }
          position = answer.position.after(position);
        } catch (IOException e) {
          if (isStopped()) {
            return;
          }
          failures = Math.min(failures + 1, MAX_FAILURES);
          long wait = Math.min(MAX_RETRY_SECONDS, RETRY_SECONDS * failures * failures);
          LOG.error(
              "Watch errored: type={} error={} retry={}s",
              watch.query().type(),
              GoQuote.quote(String.valueOf(e.getMessage())),
              wait);
          position = Position.START;
          if (stopped.await(wait, TimeUnit.SECONDS)) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer ask(Position from) throws IOException, InterruptedException {
    String target = watch.query().target();
    String separator = target.contains("?") ? "&" : "?";
    if (!from.hash.isEmpty()) {
      target += separator + "hash=" + from.hash;
    } else if (!from.index.equals("0")) {
      target += separator + "index=" + from.index;
    }
    Headers headers = new Headers();
    if (!watch.token().isEmpty()) {
      headers.set("X-Consul-Token", watch.token());
    }
    Response response =
        api.handle(new Request("GET", target, headers, Body.EMPTY, null, cancellation));
    String body = text(response.content());
    boolean absent = response.status() == 404 && watch.query().type().startsWith("key");
    if (response.status() != 200 && !absent) {
      throw new IOException("Unexpected response code: " + response.status() + " (" + body + ")");
    }
    Position position =
        new Position(
            number(response.headers().get("X-Consul-Index")),
            watch.query().byHash() ? orEmpty(response.headers().get("X-Consul-ContentHash")) : "");
    String json = watch.query().shape().apply(absent ? "null" : RawJson.compact(body));
    boolean events = watch.query().type().equals("event");
    return new Answer(events ? WatchShapes.eventsAfter(json, from.index) : json, position);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String number(@Nullable String text) {
    try {
      return text == null ? "0" : Long.toUnsignedString(Long.parseUnsignedLong(text));
    } catch (NumberFormatException e) {
      return "0";
    }
  }

  private static String text(Response.Content content) throws IOException, InterruptedException {
    return switch (content) {
      case Response.Bytes bytes ->
          new String(bytes.array(), bytes.offset(), bytes.length(), StandardCharsets.UTF_8);
      case Response.Later later -> throw new IllegalStateException("only event loops are given it");
      case Response.Stream stream -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        stream
            .writer()
            .writeTo(
                (array, offset, length) -> {
                  if (out.size() + length > MAX_BYTES) {
                    throw new IOException("the answer is too long for a watch");
                  }
                  out.write(array, offset, length);
                });
        yield out.toString(StandardCharsets.UTF_8);
      }
    };
  }
}
