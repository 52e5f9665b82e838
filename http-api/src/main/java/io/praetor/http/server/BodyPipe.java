// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.netty.buffer.ByteBuf;
import io.praetor.http.Body;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Carries a request body from the event loop to the thread that handles the request. The event
/// loop never waits: when more than a bounded amount lies here unread, it is told to stop reading
/// from the socket, and the reader tells it to go on.
final class BodyPipe implements Body {
  private static final int HIGH_WATER_BYTES = 256 * 1024;

  private final long declaredLength;
  private final Runnable onFirstRead;
  private final Runnable onDrained;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private int buffered;
  private boolean started;
  private boolean complete;
  private boolean abandoned;
  private @Nullable String failure;

  /// @param onFirstRead called once when the body is wanted (`100 Continue` is due)
  /// @param onDrained called when there is room again after [#offer] said there is none
  BodyPipe(long declaredLength, Runnable onFirstRead, Runnable onDrained) {
    this.declaredLength = declaredLength;
    this.onFirstRead = onFirstRead;
    this.onDrained = onDrained;
  }

  @Override
  public long declaredLength() {
    return declaredLength;
  }

  /// Takes bytes from the event loop; false when it should pause. Bytes that nobody will read are
  /// dropped.
  boolean offer(ByteBuf content) {
    int size = content.readableBytes();
    lock.lock();
    try {
      if (abandoned || size == 0) {
        return true;
      }
      byte[] chunk = new byte[size];
      content.readBytes(chunk);
      chunks.add(chunk);
      buffered += size;
      changed.signalAll();
      return buffered < HIGH_WATER_BYTES;
    } finally {
      lock.unlock();
    }
  }

  void complete() {
    lock.lock();
    try {
      complete = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Readers get this text once the bytes before it are read.
  void fail(String text) {
    lock.lock();
    try {
      failure = text;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Nobody will read any more.
  void abandon() {
    lock.lock();
    try {
      abandoned = true;
      chunks.clear();
      buffered = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public InputStream stream() {
    return new Stream();
  }

  /// The next chunk, or null at the end.
  private byte @Nullable [] take() throws IOException {
    boolean first = false;
    lock.lock();
    try {
      if (!started) {
        started = true;
        first = chunks.isEmpty() && !complete;
      }
    } finally {
      lock.unlock();
    }
    if (first) {
      onFirstRead.run();
    }
    byte[] chunk;
    boolean drained;
    lock.lock();
    try {
      while (chunks.isEmpty()) {
        if (failure != null) {
          throw new IOException(failure);
        }
        if (complete || abandoned) {
          return null;
        }
        try {
          changed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted while reading the body", e);
        }
      }
      chunk = chunks.remove();
      boolean wasFull = buffered >= HIGH_WATER_BYTES;
      buffered -= chunk.length;
      drained = wasFull && buffered < HIGH_WATER_BYTES;
    } finally {
      lock.unlock();
    }
    if (drained) {
      onDrained.run();
    }
    return chunk;
  }

  private final class Stream extends InputStream {
    private byte[] current = new byte[0];
    private int at;
    private boolean ended;

    @Override
    public int read() throws IOException {
      return fill() ? current[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int size = Math.min(length, current.length - at);
      System.arraycopy(current, at, target, offset, size);
      at += size;
      return size;
    }

    private boolean fill() throws IOException {
      if (at < current.length) {
        return true;
      }
      byte[] next = ended ? null : take();
      if (next == null) {
        ended = true;
        return false;
      }
      current = next;
      at = 0;
      return true;
    }
  }
}
