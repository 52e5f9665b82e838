// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.rpc.Method;
import io.praetor.rpc.Methods;
import io.praetor.rpc.QueryMeta;
import io.praetor.wire.Msgpack;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The calls about configuration entries stand in byte strings, options and all: read and written again
/// they are the bytes that Consul sent, but for the order of Go's maps.
class ConfigEntryFormsTest {
  static List<Recorded> calls() {
    return Recorded.all("config-entries.json");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void requestsKeepTheirBytes(Recorded call) {
    Message request = Recorded.message(call.request());
    assertEquals(sorted(bodyOf(request)), sorted(body(method(call), request)));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void repliesKeepTheirBytes(Recorded call) {
    Message reply = Recorded.message(call.reply());
    assertEquals(sorted(bodyOf(reply)), sorted(reply(method(call), reply)));
  }

  private static Method<?, ?> method(Recorded call) {
    return Methods.ALL.stream()
        .filter(one -> one.name().equals(call.method()))
        .findFirst()
        .orElseThrow();
  }

  private static <Q, R> byte[] body(Method<Q, R> method, Message request) {
    Q argument = request.body(method.argument());
    return switch (method) {
      case Method.Read<Q, R> read ->
          Calls.body(read, argument, request.beside(method.argument(), WireOptions.QUERY));
      case Method.Write<Q, R> write ->
          Calls.body(write, argument, request.beside(method.argument(), WireOptions.WRITE));
      case Method.Ask<Q, R> ask -> throw new AssertionError(ask.name());
    };
  }

  private static <Q, R> byte[] reply(Method<Q, R> method, Message reply) {
    byte[] value = Msgpack.write(method.reply(), Calls.value(method, reply));
    return method instanceof Method.Read<Q, R>
        ? FlatMap.merge(
            method.reply(),
            value,
            Msgpack.write(QueryMeta.CODEC, WireOptions.meta(method.reply(), reply)))
        : value;
  }

  private static byte[] bodyOf(Message message) {
    return Arrays.copyOfRange(message.bytes(), message.bodyAt(), message.bytes().length);
  }

  /// The bytes in order: what is left of a message when the order of map entries does not count.
  private static String sorted(byte[] bytes) {
    byte[] copy = bytes.clone();
    Arrays.sort(copy);
    return HexFormat.of().formatHex(copy);
  }
}
