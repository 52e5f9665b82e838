// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.rpc.Method;
import io.praetor.rpc.Methods;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.WriteOptions;
import io.praetor.wire.Codecs;
import io.praetor.wire.Msgpack;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every recorded call, read with our descriptors and written again, says the same. Where all members
/// are there, that means the same bytes, but for the order of Go's maps, which is random.
class RecordedFormsTest {
  static List<Recorded> calls() {
    return Recorded.all().stream().filter(call -> method(call.method()) != null).toList();
  }

  private static @Nullable Method<?, ?> method(String name) {
    return Stream.concat(Methods.ALL.stream(), Methods.INSECURE.stream())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static Method<?, ?> method(Recorded call) {
    return Objects.requireNonNull(method(call.method()));
  }

  /// With the members of all maps in order.
  static String canonical(byte[] body) {
    return HexFormat.of().formatHex(Msgpack.write(Codecs.ANY, Msgpack.read(Codecs.ANY, body)));
  }

  private static byte[] bodyOf(Message message) {
    return Arrays.copyOfRange(message.bytes(), message.bodyAt(), message.bytes().length);
  }

  private static Map<?, ?> members(byte[] body) {
    return (Map<?, ?>) Objects.requireNonNull(Msgpack.read(Codecs.ANY, body));
  }

  /// What we leave out of a request says nothing, and what we add are options.
  @ParameterizedTest
  @MethodSource("calls")
  void requestsSayTheSame(Recorded call) {
    Message request = Recorded.message(call.request());
    byte[] again = body(method(call), request);
    Map<?, ?> wanted = members(bodyOf(request));
    Map<?, ?> ours = members(again);
    wanted.forEach(
        (name, value) -> {
          if (name.equals("Session") && saysNothing(value)) {
            return; // The older name of SessionID: agents send both, the recorded caller one.
          }
          if (ours.containsKey(name)) {
            assertEquals(value, ours.get(name), "member " + name);
          } else {
            assertTrue(saysNothing(value), "lost member " + name + "=" + value);
          }
        });
    ours.forEach(
        (name, value) ->
            assertTrue(
                wanted.containsKey(name) || saysNothing(value), "made up " + name + "=" + value));
  }

  private static boolean saysNothing(@Nullable Object value) {
    return value == null
        || value.equals("")
        || value.equals(false)
        || value.equals(0L)
        || value instanceof Map<?, ?> map
            && map.values().stream().allMatch(RecordedFormsTest::saysNothing);
  }

  private static <Q, R> byte[] body(Method<Q, R> method, Message request) {
    Q argument = request.body(method.argument());
    return switch (method) {
      case Method.Read<Q, R> read -> {
        QueryOptions options = request.beside(method.argument(), WireOptions.QUERY);
        yield Calls.body(read, argument, options);
      }
      case Method.Write<Q, R> write -> writeBody(write, argument, request);
      case Method.Ask<Q, R> ask -> writeBody(ask, argument, request);
    };
  }

  private static <Q, R> byte[] writeBody(Method<Q, R> method, Q argument, Message request) {
    WriteOptions options = request.beside(method.argument(), WireOptions.WRITE);
    return Calls.body(method, argument, options);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void repliesKeepTheirBytes(Recorded call) {
    Message reply = Recorded.message(call.reply());
    ResponseHeader header = reply.header(ResponseHeader.CODEC);
    byte[] headerAgain = Msgpack.write(ResponseHeader.CODEC, header);
    assertArrayEquals(Arrays.copyOf(call.reply(), reply.bodyAt()), headerAgain);
    byte[] body = bodyOf(reply);
    if (header.error().isEmpty()) {
      assertEquals(canonical(body), canonical(replyBody(method(call), reply)));
    } else {
      assertArrayEquals(new byte[] {(byte) 0x80}, body);
    }
  }

  private static <Q, R> byte[] replyBody(Method<Q, R> method, Message reply) {
    byte[] value = Msgpack.write(method.reply(), Calls.value(method, reply));
    return switch (method) {
      case Method.Read<Q, R> read ->
          FlatMap.merge(
              method.reply(),
              value,
              Msgpack.write(QueryMeta.CODEC, WireOptions.meta(method.reply(), reply)));
      case Method.Write<Q, R> write -> value;
      case Method.Ask<Q, R> ask -> value;
    };
  }
}
