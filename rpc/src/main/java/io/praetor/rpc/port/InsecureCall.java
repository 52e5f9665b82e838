// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.RemoteFailure;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.net.Calls;
import io.praetor.rpc.net.Message;
import io.praetor.rpc.net.MessageBuffer;
import io.praetor.rpc.net.ResponseHeader;
import io.praetor.wire.DecodeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/// One call over TLS without a certificate of the caller. Blocks its thread.
public final class InsecureCall {
  private static final int READ_MILLIS = 20_000;
  private static final int PIECE = 16 * 1024;

  /// Room for certificates of many authorities.
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private InsecureCall() {}

  /// @param tls says whom to trust
  /// @throws RemoteFailure when the server is not reached or not trusted
  /// @throws ConsulException when it refuses
  public static <Q, R> R ask(
      InetSocketAddress server,
      PortTls tls,
      Method.Ask<Q, R> method,
      Q argument,
      WriteOptions options) {
    try (Socket socket = BlockingDial.openInsecure(server, tls, READ_MILLIS)) {
      byte[] body = Calls.body(method, argument, options);
      socket.getOutputStream().write(Calls.request(1, method.name(), body));
      socket.getOutputStream().flush();
      Message reply = read(socket.getInputStream());
      String error = reply.header(ResponseHeader.CODEC).error();
      if (!error.isEmpty()) {
        throw new ConsulException("rpcinsecure: error making call: " + error);
      }
      return Calls.value(method, reply);
    } catch (IOException | DecodeException e) {
      throw RemoteFailure.noAnswer("rpcinsecure: error making call: " + e.getMessage());
    }
  }

  private static Message read(InputStream in) throws IOException {
    MessageBuffer buffer = new MessageBuffer(MOST_BYTES);
    byte[] piece = new byte[PIECE];
    while (true) {
      int count = in.read(piece);
      if (count < 0) {
        throw new IOException("EOF");
      }
      buffer.add(Arrays.copyOf(piece, count));
      Message message = buffer.poll();
      if (message != null) {
        return message;
      }
    }
  }
}
