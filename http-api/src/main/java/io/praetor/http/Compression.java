// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// gzip for clients that ask for it: bodies from 1,400 bytes on, which is about what one packet
/// holds, and streams of any length.
final class Compression {
  private static final int MIN_SIZE_BYTES = 1400;
  private static final int BUFFER_BYTES = 8192;

  private Compression() {}

  static Response apply(Request request, Response response) {
    if (response.headers().has("Content-Encoding")
        || !acceptsGzip(request.header("Accept-Encoding"))) {
      return response;
    }
    return switch (response.content()) {
      case Response.Bytes bytes ->
          bytes.length() < MIN_SIZE_BYTES ? response : zip(response, bytes);
      case Response.Later later -> response;
      case Response.Stream stream -> {
        response.headers().set("Content-Encoding", "gzip");
        yield new Response(
            response.status(),
            response.headers(),
            new Response.Stream(sink -> stream(stream.writer(), sink)));
      }
    };
  }

  private static Response zip(Response response, Response.Bytes bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(bytes.length() / 4 + 64);
    try (OutputStream out = new Gzip(zipped, false)) {
      out.write(bytes.array(), bytes.offset(), bytes.length());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    response.headers().set("Content-Encoding", "gzip");
    return new Response(
        response.status(), response.headers(), Response.Bytes.of(zipped.toByteArray()));
  }

  /// Each piece is flushed, so that the client sees it when it is sent.
  private static void stream(Response.Writer writer, Response.Sink sink)
      throws IOException, InterruptedException {
    OutputStream toSink =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] array, int offset, int length) throws IOException {
            sink.write(array, offset, length);
          }
        };
    try (OutputStream out = new Gzip(toSink, true)) {
      writer.writeTo(
          (array, offset, length) -> {
            out.write(array, offset, length);
            out.flush();
          });
    }
  }

  /// The level of the Go library's default.
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out, boolean syncFlush) throws IOException {
      super(out, BUFFER_BYTES, syncFlush);
      def.setLevel(Deflater.DEFAULT_COMPRESSION);
    }
  }

  /// Whether `gzip` is named with a weight above zero.
  static boolean acceptsGzip(@Nullable String header) {
    if (header == null) {
      return false;
    }
    for (String coding : header.split(",", -1)) {
      String[] parts = coding.split(";", -1);
      if (parts[0].strip().toLowerCase(Locale.ROOT).equals("gzip")) {
        return weight(parts) > 0;
      }
    }
    return false;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        String digits = parameter.substring(2);
        return digits.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(digits) : 0;
      }
    }
    return 1;
  }
}
