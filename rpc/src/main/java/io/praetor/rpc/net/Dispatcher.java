// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Msgpack;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one call that came over the wire: decodes the argument and the options out of the one map they
/// share, calls the method, and encodes the answer. Any thread; the caller's waits for the answer.
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");
  private static final byte[] EMPTY_MAP = {(byte) 0x80};

  private final MethodTable methods;
  private final Rpc rpc;
  private final ReplyFilter filter;

  public Dispatcher(MethodTable methods, Rpc rpc, ReplyFilter filter) {
    this.methods = methods;
    this.rpc = rpc;
    this.filter = filter;
  }

  /// What goes back to the caller.
  ///
  /// @param last nothing more is read from this caller: what it sent could not be understood
  public record Answer(byte[] bytes, boolean last) {}

  /// Waits until an answer may take up memory.
  @FunctionalInterface
  public interface Room {
    void await() throws InterruptedException;
  }

  /// @param room is awaited when the answer is known but not yet encoded
  /// @throws DecodeException when not even the header can be read: then there is nobody to answer
  public Answer answer(Message request, Room room) throws InterruptedException {
    RequestHeader header = request.header(RequestHeader.CODEC);
    Method<?, ?> method;
    try {
      method = methods.find(header.serviceMethod());
    } catch (ConsulException unknown) {
      return new Answer(failure(header, unknown.text()), true);
    }
    try {
      return new Answer(reply(header, "", run(method, request, room)), false);
    } catch (ConsulException e) {
      return new Answer(failure(header, e.text()), false);
    } catch (DecodeException e) {
      return new Answer(failure(header, String.valueOf(e.getMessage())), true);
    } catch (RuntimeException e) {
      LOG.error("a call failed: method={}", header.serviceMethod(), e);
      return new Answer(failure(header, "internal error"), false);
    }
  }

  private <Q, R> byte[] run(Method<Q, R> method, Message request, Room room)
      throws InterruptedException {
    Q argument = request.body(method.argument());
    return switch (method) {
      case Method.Read<Q, R> read -> {
        QueryOptions options = request.beside(method.argument(), WireOptions.QUERY);
        String expression = options.filter();
        UnaryOperator<R> kept =
            expression.isEmpty() ? UnaryOperator.identity() : filter.of(read, expression);
        Reply<R> reply = rpc.read(read, argument, options);
        room.await();
        yield FlatMap.merge(
            method.reply(),
            Msgpack.write(method.reply(), kept.apply(reply.value())),
            Msgpack.write(QueryMeta.CODEC, reply.meta()));
      }
      case Method.Write<Q, R> write -> {
        R reply = rpc.write(write, argument, request.beside(method.argument(), WireOptions.WRITE));
        room.await();
        yield Msgpack.write(method.reply(), reply);
      }
      case Method.Ask<Q, R> ask -> {
        R reply = rpc.ask(ask, argument, request.beside(method.argument(), WireOptions.WRITE));
        room.await();
        yield Msgpack.write(method.reply(), reply);
      }
    };
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
