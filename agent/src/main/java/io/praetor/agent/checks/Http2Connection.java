// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The client's side of one HTTP/2 connection, as far as a check needs it (RFC 9113): the preface, a
/// ping, or one small request. Blocks; one thread; the socket's deadline ends every wait. Nothing that
/// the peer sends makes it hold more than a frame, a block of headers and a small body.
final class Http2Connection {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_FRAME_BYTES = 16384;
  private static final int MAX_HEADERS_BYTES = 64 * 1024;
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int STREAM = 1;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int CONTINUATION = 9;

  private static final int ACK = 0x1;
  private static final int END_STREAM = 0x1;
  private static final int END_HEADERS = 0x4;
  private static final int PADDED = 0x8;
  private static final int PRIORITY = 0x20;

  private final DataInputStream in;
  private final OutputStream out;
  private final DefaultHttp2HeadersDecoder headersDecoder =
      new DefaultHttp2HeadersDecoder(false, MAX_HEADERS_BYTES);
  private boolean ready;

  /// Sends the preface; the peer's is read with the first answer.
  Http2Connection(Socket socket) throws IOException {
    this(socket.getInputStream(), socket.getOutputStream());
  }

  Http2Connection(InputStream in, OutputStream out) throws IOException {
    this.in = new DataInputStream(in);
    this.out = out;
    out.write(PREFACE);
    send(SETTINGS, 0, 0, new byte[0]);
    out.flush();
  }

  private record Frame(int type, int flags, int stream, byte[] payload) {
    boolean has(int flag) {
      return (flags & flag) != 0;
    }
  }

  /// What one request got: headers and trailers in one map, later ones win, and the body.
  record Response(Map<String, String> headers, byte[] body) {}

  /// Whether the peer has spoken HTTP/2 yet.
  boolean ready() {
    return ready;
  }

  /// Returns when the peer has answered a ping.
  void ping() throws IOException {
    byte[] payload = ByteBuffer.allocate(8).putLong(System.identityHashCode(this)).array();
    send(PING, 0, 0, payload);
    out.flush();
    Frame frame = read();
    while (!(frame.type == PING && frame.has(ACK) && Arrays.equals(frame.payload, payload))) {
      frame = read();
    }
  }

  /// Sends one request with a body and waits for the end of its answer.
  Response request(List<Map.Entry<String, String>> headers, byte[] body) throws IOException {
    // A gRPC server may refuse streams before its settings are acknowledged.
    while (!ready) {
      read();
    }
    send(HEADERS, END_HEADERS, STREAM, literal(headers));
    send(DATA, END_STREAM, STREAM, body);
    out.flush();
    Map<String, String> received = new TreeMap<>();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    while (true) {
      Frame frame = read();
      if (frame.stream != STREAM) {
        continue;
      }
      switch (frame.type) {
        case HEADERS -> readHeaders(frame, received);
        case DATA -> {
          byte[] payload = unpadded(frame, 0);
          if (data.size() + payload.length > MAX_BODY_BYTES) {
            throw new Dialer.DialException("http2: response body too large");
          }
          data.writeBytes(payload);
        }
        case RST_STREAM ->
            throw new Dialer.DialException(
                "stream terminated by RST_STREAM with error code: " + errorCode(frame, 0));
        default -> {
          // WINDOW_UPDATE and frames of later standards change nothing for one small request.
        }
      }
      if ((frame.type == HEADERS || frame.type == DATA) && frame.has(END_STREAM)) {
        return new Response(received, data.toByteArray());
      }
    }
  }

  private void readHeaders(Frame first, Map<String, String> into) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(unpadded(first, first.has(PRIORITY) ? 5 : 0));
    Frame frame = first;
    while (!frame.has(END_HEADERS)) {
      frame = read();
      if (frame.type != CONTINUATION || frame.stream != first.stream) {
        throw new Dialer.DialException("http2: connection error: PROTOCOL_ERROR");
      }
      if (block.size() + frame.payload.length > MAX_HEADERS_BYTES) {
        throw new Dialer.DialException("http2: header list too large");
      }
      block.writeBytes(frame.payload);
    }
    ByteBuf bytes = Unpooled.wrappedBuffer(block.toByteArray());
    try {
      Http2Headers headers = headersDecoder.decodeHeaders(STREAM, bytes);
      headers.forEach(e -> into.put(e.getKey().toString(), e.getValue().toString()));
    } catch (Http2Exception | IllegalArgumentException e) {
      throw new Dialer.DialException("http2: connection error: COMPRESSION_ERROR");
    }
  }

  private static byte[] unpadded(Frame frame, int skip) throws IOException {
    byte[] payload = frame.payload;
    int start = skip;
    int end = payload.length;
    if (frame.has(PADDED)) {
      if (payload.length == 0) {
        throw new Dialer.DialException("http2: connection error: PROTOCOL_ERROR");
      }
      start++;
      end -= payload[0] & 0xff;
    }
    if (start > end) {
      throw new Dialer.DialException("http2: connection error: PROTOCOL_ERROR");
    }
    return Arrays.copyOfRange(payload, start, end);
  }

  /// The next frame; settings and pings of the peer are answered on the way.
  private Frame read() throws IOException {
    byte[] head = new byte[9];
    readFully(head, "EOF");
    int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
    if (length > MAX_FRAME_BYTES) {
      throw new Dialer.DialException(
          new String(head, 0, 7, StandardCharsets.ISO_8859_1).equals("HTTP/1.")
              ? "http2: failed reading the frame payload: http2: frame too large, note that the "
                  + "frame header looked like an HTTP/1.1 header"
              : "http2: frame too large");
    }
    byte[] payload = new byte[length];
    readFully(payload, "unexpected EOF");
    int stream = ByteBuffer.wrap(head, 5, 4).getInt() & 0x7fffffff;
    Frame frame = new Frame(head[3], head[4] & 0xff, stream, payload);
    switch (frame.type) {
      case SETTINGS -> {
        ready = true;
        if (!frame.has(ACK)) {
          send(SETTINGS, ACK, 0, new byte[0]);
          out.flush();
        }
      }
      case PING -> {
        if (!frame.has(ACK)) {
          send(PING, ACK, 0, payload);
          out.flush();
        }
      }
      case GOAWAY ->
          throw new Dialer.DialException(
              "http2: server sent GOAWAY and closed the connection; ErrCode="
                  + errorCode(frame, 4));
      default -> {
        // For the caller.
      }
    }
    return frame;
  }

  private void readFully(byte[] into, String atEnd) throws IOException {
    try {
      in.readFully(into);
    } catch (EOFException e) {
      throw new Dialer.DialException(atEnd);
    }
  }

  private static String errorCode(Frame frame, int offset) {
    return frame.payload.length < offset + 4
        ? "PROTOCOL_ERROR"
        : codeName(ByteBuffer.wrap(frame.payload, offset, 4).getInt());
  }

  private static String codeName(int code) {
    List<String> names =
        List.of(
            "NO_ERROR",
            "PROTOCOL_ERROR",
            "INTERNAL_ERROR",
            "FLOW_CONTROL_ERROR",
            "SETTINGS_TIMEOUT",
            "STREAM_CLOSED",
            "FRAME_SIZE_ERROR",
            "REFUSED_STREAM",
            "CANCEL",
            "COMPRESSION_ERROR",
            "CONNECT_ERROR",
            "ENHANCE_YOUR_CALM",
            "INADEQUATE_SECURITY",
            "HTTP_1_1_REQUIRED");
    return code >= 0 && code < names.size() ? names.get(code) : "unknown error code " + code;
  }

  private void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
  }

  /// Header fields as HPACK literals that no table keeps.
  private static byte[] literal(List<Map.Entry<String, String>> headers) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (Map.Entry<String, String> header : headers) {
      block.write(0);
      literal(block, header.getKey());
      literal(block, header.getValue());
    }
    return block.toByteArray();
  }

  private static void literal(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int left = bytes.length;
    if (left < 127) {
      block.write(left);
    } else {
      block.write(127);
      for (left -= 127; left >= 128; left >>>= 7) {
        block.write(left & 0x7f | 0x80);
      }
      block.write(left);
    }
    block.writeBytes(bytes);
  }
}
