// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Many clients on one thread, each with one connection and one request at a time: two system calls
/// for a request, a share of a third, and no memory. What the clients cost is taken from servers that
/// run on the same cores, so the cheaper they are, the more the figures say about the servers.
final class Clients implements AutoCloseable {
  private static final int ANSWER_BYTES = 1 << 18;

  private final Workload workload;
  private final Selector selector = Selector.open();
  private final ByteBuffer in = ByteBuffer.allocateDirect(ANSWER_BYTES);
  private final List<Client> clients = new ArrayList<>();
  private final Histogram times = new Histogram();
  private long errors;
  private long endNanos;
  private int waiting;

  Clients(InetSocketAddress target, Workload workload, int count) throws IOException {
    this.workload = workload;
    for (int i = 0; i < count; i++) {
      clients.add(new Client(i, target));
    }
  }

  private final class Client {
    final int number;
    final SocketChannel channel;
    final SelectionKey key;
    final ByteBuffer out = ByteBuffer.allocateDirect(workload.mostBytes());
    final AnswerScanner answer = new AnswerScanner();
    long request;
    long sentNanos;

    Client(int number, InetSocketAddress target) throws IOException {
      this.number = number;
      channel = SocketChannel.open(target);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void begin(long now) throws IOException {
      out.clear();
      workload.write(out, number, request++);
      out.flip();
      sentNanos = now;
      write();
    }

    private void write() throws IOException {
      channel.write(out);
      key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    void ready() throws IOException {
      if (out.hasRemaining()) {
        write();
        return;
      }
      in.clear();
      if (channel.read(in) < 0) {
        throw new EOFException("the server closed the connection");
      }
      in.flip();
      if (answer.ends(in)) {
        long now = System.nanoTime();
        if (answer.status() == 200) {
          times.add(now - sentNanos);
        } else {
          errors++;
        }
        if (now < endNanos) {
          begin(now);
        } else {
          waiting--;
        }
      }
    }
  }

  /// What was answered in one span, with the time of each.
  record Outcome(Histogram times, long errors, double seconds) {
    double rate() {
      return times.count() / seconds;
    }
  }

  /// Lets every client ask again and again until the time is up and all have been answered.
  Outcome run(long nanos) throws IOException {
    times.clear();
    errors = 0;
    long begin = System.nanoTime();
    endNanos = begin + nanos;
    waiting = clients.size();
    for (Client client : clients) {
      client.begin(System.nanoTime());
    }
    while (waiting > 0) {
      try {
        selector.select(Clients::serve);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return new Outcome(times.copy(), errors, (System.nanoTime() - begin) / 1e9);
  }

  private static void serve(SelectionKey key) {
    try {
      ((Client) key.attachment()).ready();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.channel.close();
    }
    selector.close();
  }
}
