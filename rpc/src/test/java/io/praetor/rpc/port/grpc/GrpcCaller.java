// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port.grpc;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// A caller that shows each frame. It gives the server room to send only when it is told to.
final class GrpcCaller implements AutoCloseable {
  static final String SUBSCRIBE = "/subscribe.StateChangeSubscription/Subscribe";
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int ACK = 1;
  static final int END_STREAM = 1;

  record Frame(int type, int flags, int stream, byte[] payload) {
    boolean ends() {
      return (flags & END_STREAM) != 0;
    }
  }

  private final Socket socket;
  private final DataInputStream in;
  private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder(false);
  private byte[] messages = new byte[0];

  GrpcCaller(InetSocketAddress address) throws IOException {
    socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    write(new byte[] {8}, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  void write(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    socket.getOutputStream().write(all.toByteArray());
  }

  void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(9);
    head.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    head.put((byte) type).put((byte) flags).putInt(stream);
    write(head.array(), payload);
  }

  void subscribe(int stream, byte[] request) throws IOException {
    call(stream, SUBSCRIBE, request, Map.of());
  }

  void call(int stream, String path, byte[] request, Map<String, String> more) throws IOException {
    Map<String, String> fields = new TreeMap<>(Map.of("content-type", "application/grpc"));
    fields.putAll(more);
    begin(stream, "POST", path, fields);
    send(DATA, END_STREAM, stream, framed(request));
  }

  void begin(int stream, String verb, String path, Map<String, String> fields) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    field(block, ":method", verb);
    field(block, ":scheme", "http");
    field(block, ":path", path);
    field(block, ":authority", "x");
    field(block, "te", "trailers");
    fields.forEach((name, value) -> field(block, name, value));
    send(HEADERS, 4, stream, block.toByteArray());
  }

  private static void field(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    for (String text : new String[] {name, value}) {
      block.write(text.length());
      block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  /// The next frame that is not about settings; null at the end of the connection.
  Frame next() throws IOException {
    while (true) {
      byte[] head = in.readNBytes(9);
      if (head.length < 9) {
        return null;
      }
      ByteBuffer read = ByteBuffer.wrap(head);
      int length = (read.get() & 0xff) << 16 | read.getShort() & 0xffff;
      Frame frame = new Frame(read.get(), read.get(), read.getInt(), in.readNBytes(length));
      if (frame.type == SETTINGS && (frame.flags & ACK) == 0) {
        send(SETTINGS, ACK, 0, new byte[0]);
      } else if (frame.type != SETTINGS && frame.type != WINDOW_UPDATE) {
        return frame;
      }
    }
  }

  /// The next message of the only open stream, giving the server room for as much as was read.
  byte[] message() throws IOException {
    while (messages.length < 5 || messages.length < 5 + length()) {
      Frame frame = next();
      if (frame.type == HEADERS && !frame.ends()) {
        read(frame);
        continue;
      }
      if (frame.type != DATA) {
        throw new AssertionError(
            "no data: " + frame + " " + (frame.type == HEADERS ? read(frame) : ""));
      }
      int old = messages.length;
      messages = Arrays.copyOf(messages, old + frame.payload.length);
      System.arraycopy(frame.payload, 0, messages, old, frame.payload.length);
      if (frame.payload.length > 0) {
        room(0, frame.payload.length);
        room(frame.stream, frame.payload.length);
      }
    }
    byte[] message = Arrays.copyOfRange(messages, 5, 5 + length());
    messages = Arrays.copyOfRange(messages, 5 + message.length, messages.length);
    return message;
  }

  private int length() {
    return ByteBuffer.wrap(messages, 1, 4).getInt();
  }

  void room(int stream, int bytes) throws IOException {
    send(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(bytes).array());
  }

  /// The fields of a frame of headers.
  Map<String, String> read(Frame frame) {
    Map<String, String> fields = new TreeMap<>();
    try {
      headers
          .decodeHeaders(frame.stream, Unpooled.wrappedBuffer(frame.payload))
          .forEach(field -> fields.put(field.getKey().toString(), field.getValue().toString()));
    } catch (Http2Exception e) {
      throw new AssertionError(e);
    }
    return fields;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
