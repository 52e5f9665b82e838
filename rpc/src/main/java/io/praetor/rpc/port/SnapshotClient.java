// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.Snapshots;
import io.praetor.rpc.net.SnapshotHeaders;
import io.praetor.wire.DecodeException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Saves and restores by one other server. Blocks its thread, which should be a virtual one.
public final class SnapshotClient implements Snapshots {
  /// Of silence: a server that restores says nothing until it has done so.
  private static final int READ_MILLIS = 600_000;

  private static final int PIECE = 64 * 1024;

  private final InetSocketAddress server;

  private final PortTls tls;

  /// @param dialer says whether TLS is wanted
  public SnapshotClient(InetSocketAddress server, PortDialer dialer) {
    this.server = server;
    this.tls = dialer.tls();
  }

  private Socket connect() {
    return BlockingDial.open(server, tls, READ_MILLIS);
  }

  private static void ask(OutputStream out, Request request, int op) throws IOException {
    out.write(FirstByte.SNAPSHOT.value());
    out.write(
        SnapshotHeaders.write(
            SnapshotHeaders.Ask.CODEC,
            new SnapshotHeaders.Ask(
                request.datacenter(), request.token(), op, request.allowStale())));
  }

  private static QueryMeta answer(InputStream in, boolean allowStale) throws IOException {
    SnapshotHeaders.Answer answer;
    try {
      answer = SnapshotHeaders.read(SnapshotHeaders.Answer.CODEC, in);
    } catch (DecodeException e) {
      throw new IOException("not a snapshot's answer: " + e.getMessage(), e);
    }
    if (!answer.error().isEmpty()) {
      throw new ConsulException(answer.error());
    }
    QueryMeta meta = answer.meta();
    return new QueryMeta(
        meta.index(),
        meta.lastContact(),
        meta.knownLeader(),
        allowStale ? "stale" : "leader",
        meta.resultsFilteredByAcls());
  }

  @Override
  @SuppressWarnings("resource") // What is given back closes the socket.
  public Saved save(Request request) throws IOException {
    Socket socket = connect();
    try {
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      ask(out, request, SnapshotHeaders.SAVE);
      out.flush();
      socket.shutdownOutput();
      InputStream in = new BufferedInputStream(socket.getInputStream(), PIECE);
      return new Streaming(socket, in, answer(in, request.allowStale()));
    } catch (IOException | ConsulException e) {
      socket.close();
      throw e;
    }
  }

  private record Streaming(Socket socket, InputStream in, QueryMeta meta) implements Saved {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      in.transferTo(out);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Override
  public void restore(Request request, InputStream file) throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), PIECE);
      ask(out, request, SnapshotHeaders.RESTORE);
      file.transferTo(out);
      out.flush();
      socket.shutdownOutput();
      answer(new BufferedInputStream(socket.getInputStream()), request.allowStale());
    }
  }
}
