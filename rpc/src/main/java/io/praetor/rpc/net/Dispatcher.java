// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.wire.Codec;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Msgpack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one call that came over the wire: decodes the argument and the options out of the one map they
/// share, calls the method, and encodes the answer. Any thread; the caller's waits for the answer.
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");
  private static final byte[] EMPTY_MAP = {(byte) 0x80};

  private final MethodTable methods;
  private final Rpc rpc;

  public Dispatcher(MethodTable methods, Rpc rpc) {
    this.methods = methods;
    this.rpc = rpc;
  }

  /// What goes back to the caller.
  ///
  /// @param last nothing more is read from this caller: what it sent could not be understood
  public record Answer(byte[] bytes, boolean last) {}

  /// @throws DecodeException when not even the header can be read: then there is nobody to answer
  public Answer answer(Message request) throws InterruptedException {
    RequestHeader header = request.header(RequestHeader.CODEC);
    Method<?, ?> method;
    try {
      method = methods.find(header.serviceMethod());
    } catch (ConsulException unknown) {
      return new Answer(failure(header, unknown.text()), true);
    }
    try {
      return new Answer(reply(header, "", run(method, request)), false);
    } catch (ConsulException e) {
      return new Answer(failure(header, e.text()), false);
    } catch (DecodeException e) {
      return new Answer(failure(header, String.valueOf(e.getMessage())), true);
    } catch (RuntimeException e) {
      LOG.error("a call failed: method={}", header.serviceMethod(), e);
      return new Answer(failure(header, "internal error"), false);
    }
  }

  private <Q, R> byte[] run(Method<Q, R> method, Message request) throws InterruptedException {
    Q argument = request.body(method.argument());
    return switch (method) {
      case Method.Read<Q, R> read -> {
        QueryOptions options = request.body(WireOptions.QUERY);
        Reply<R> reply = rpc.read(read, argument, options);
        yield FlatMap.merge(
            Msgpack.write(method.reply(), reply.value()),
            Msgpack.write(WireOptions.META, reply.meta()));
      }
      case Method.Write<Q, R> write ->
          encode(method.reply(), rpc.write(write, argument, writeOptions(request)));
      case Method.Ask<Q, R> ask ->
          encode(method.reply(), rpc.ask(ask, argument, writeOptions(request)));
    };
  }

  private static WriteOptions writeOptions(Message request) {
    return request.body(WireOptions.WRITE);
  }

  private static <R extends @Nullable Object> byte[] encode(Codec<R> codec, R value) {
    return Msgpack.write(codec, value);
  }

  private static byte[] failure(RequestHeader request, String text) {
    return reply(request, text, EMPTY_MAP);
  }

  private static byte[] reply(RequestHeader request, String error, byte[] body) {
    byte[] header =
        Msgpack.write(
            ResponseHeader.CODEC,
            new ResponseHeader(error, request.seq(), request.serviceMethod()));
    byte[] all = new byte[header.length + body.length];
    System.arraycopy(header, 0, all, 0, header.length);
    System.arraycopy(body, 0, all, header.length, body.length);
    return all;
  }
}
