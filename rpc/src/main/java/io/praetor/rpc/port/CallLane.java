// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.praetor.rpc.net.Dispatcher;
import io.praetor.rpc.net.Message;
import io.praetor.rpc.net.MessageBuffer;
import io.praetor.wire.DecodeException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's side of one sequence of calls. A request is run on a virtual thread; the next one is
/// looked at when the answer is out, and until then the peer can send no more than its window. On the
/// event loop, but for {@link #run}.
final class CallLane {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");

  /// Snapshots have their own way; a transaction, the largest request, is half a megabyte unless
  /// configured larger.
  private static final int MAX_MESSAGE = 32 * 1024 * 1024;

  private final Dispatcher dispatcher;
  private final ExecutorService executor;
  private final Semaphore answers;
  private final CallWire wire;
  private final MessageBuffer buffer = new MessageBuffer(MAX_MESSAGE);
  private final ArrayDeque<byte[]> held = new ArrayDeque<>();
  private int heldBytes;
  private int runningBytes;
  private @Nullable Future<?> running;
  private boolean draining;
  private boolean lastAnswer;
  private boolean holdsAnswer;
  private boolean peerEnded;
  private boolean over;

  /// @param executor makes a virtual thread for each call
  /// @param answers bounds the answers of the whole connection that are encoded and not yet out
  CallLane(Dispatcher dispatcher, ExecutorService executor, Semaphore answers, CallWire wire) {
    this.dispatcher = dispatcher;
    this.executor = executor;
    this.answers = answers;
    this.wire = wire;
  }

  /// Bytes of requests that are not answered yet.
  int size() {
    return over ? 0 : buffer.size() + heldBytes + runningBytes;
  }

  /// Whether a call is being run or answered.
  boolean isBusy() {
    return running != null || draining;
  }

  void data(byte[] bytes) {
    if (over || peerEnded) {
      return;
    }
    held.add(bytes);
    heldBytes += bytes.length;
    next();
  }

  void ended() {
    peerEnded = true;
    next();
  }

  /// The stream is gone; a call that is under way is given up.
  void lost() {
    over = true;
    held.clear();
    if (running != null) {
      running.cancel(true);
    }
    release();
  }

  private void next() {
    while (!over && !isBusy()) {
      Message message;
      try {
        message = buffer.poll();
      } catch (DecodeException e) {
        LOG.debug("not a call: error={}", e.getMessage());
        giveUp();
        return;
      }
      if (message != null) {
        start(message);
        return;
      }
      byte[] more = held.poll();
      if (more == null) {
        if (peerEnded) {
          over = true;
          wire.finish();
        }
        return;
      }
      heldBytes -= more.length;
      buffer.add(more);
      wire.consumed(more.length);
    }
  }

  private void start(Message message) {
    runningBytes = message.bytes().length;
    try {
      running = executor.submit(() -> run(message));
    } catch (RejectedExecutionException e) {
      giveUp(); // The agent is stopping.
    }
  }

  private void run(Message message) {
    boolean[] room = new boolean[1];
    try {
      Dispatcher.Answer answer =
          dispatcher.answer(
              message,
              () -> {
                answers.acquire();
                room[0] = true;
              });
      wire.execute(() -> answered(answer, room[0]));
    } catch (InterruptedException e) {
      failed(room[0]);
    } catch (DecodeException e) {
      LOG.debug("not a call: error={}", e.getMessage());
      failed(room[0]);
    } catch (RuntimeException | Error e) {
      failed(room[0]);
      throw e;
    }
  }

  private void failed(boolean room) {
    if (room) {
      answers.release();
    }
    wire.execute(this::giveUp);
  }

  private void answered(Dispatcher.Answer answer, boolean room) {
    running = null;
    runningBytes = 0;
    if (over) {
      if (room) {
        answers.release();
      }
      return;
    }
    draining = true;
    holdsAnswer = room;
    lastAnswer = answer.last();
    wire.write(answer.bytes());
  }

  /// The answer is out.
  void drained() {
    if (!draining) {
      return;
    }
    draining = false;
    release();
    if (lastAnswer) {
      over = true;
      held.clear();
      wire.finish();
      return;
    }
    next();
  }

  private void release() {
    if (holdsAnswer) {
      holdsAnswer = false;
      answers.release();
    }
  }

  private void giveUp() {
    running = null;
    if (!over) {
      over = true;
      held.clear();
      wire.abort();
    }
  }
}
