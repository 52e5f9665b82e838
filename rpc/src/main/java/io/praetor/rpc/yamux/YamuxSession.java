// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.yamux;

import static io.praetor.rpc.yamux.FrameHeader.ACK;
import static io.praetor.rpc.yamux.FrameHeader.DATA;
import static io.praetor.rpc.yamux.FrameHeader.FIN;
import static io.praetor.rpc.yamux.FrameHeader.GO_AWAY;
import static io.praetor.rpc.yamux.FrameHeader.PING;
import static io.praetor.rpc.yamux.FrameHeader.RST;
import static io.praetor.rpc.yamux.FrameHeader.SYN;
import static io.praetor.rpc.yamux.FrameHeader.WINDOW_UPDATE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of one yamux session, either side. One thread; time comes in as nanoseconds of any
/// monotonic clock. Data waits here while the peer's window or the transport is full, so writers are
/// to wait for {@link YamuxEdge#drained} before they write much more.
///
/// A peer that breaks a rule is told so (go-away 1) and the session closes.
public final class YamuxSession {
  private static final byte[] NOTHING = new byte[0];
  private static final int NORMAL = 0;
  private static final int PROTOCOL_ERROR = 1;

  private final YamuxLimits limits;
  private final YamuxEdge edge;
  private final FrameReader reader = new FrameReader();
  private final Incoming incoming = new Incoming();
  private final Map<Integer, StreamState> streams = new HashMap<>();
  private final SendRounds rounds;
  private final int peerParity;
  private int nextStream;
  private int unacknowledged;
  private boolean leaving;
  private boolean peerLeaving;
  private boolean closed;
  private long now;
  private long lastPing;
  private int pingValue;
  private boolean pingWaits;

  /// @param dialler whether this side opened the connection: its streams have odd numbers
  public YamuxSession(boolean dialler, YamuxLimits limits, YamuxEdge edge, long now) {
    this.limits = limits;
    this.edge = edge;
    this.rounds = new SendRounds(edge, this::emptied);
    this.nextStream = dialler ? 1 : 2;
    this.peerParity = dialler ? 0 : 1;
    this.now = now;
    this.lastPing = now;
  }

  /// Takes bytes that the peer sent.
  public void received(byte[] data, int from, int to, long time) {
    now = time;
    if (!closed) {
      reader.read(data, from, to, incoming);
    }
  }

  /// Opens a stream and gives its number, or 0 when no more can be had now.
  public int open(long time) {
    now = time;
    boolean full =
        streams.size() >= limits.maxStreams() || unacknowledged >= limits.maxUnacknowledged();
    if (closed || peerLeaving || full || nextStream < 0) {
      return 0;
    }
    StreamState stream = new StreamState(nextStream, limits.window(), false, now);
    nextStream += 2;
    streams.put(stream.id, stream);
    unacknowledged++;
    control(WINDOW_UPDATE, SYN, stream.id, 0);
    return stream.id;
  }

  /// Whether {@link #open} is refused for good: the peer is leaving, or the session is over.
  public boolean isEnding() {
    return closed || peerLeaving || nextStream < 0;
  }

  public int openStreams() {
    return streams.size();
  }

  /// Queues data, whose array must not change any more. Dropped when the stream is gone.
  public void write(int stream, byte[] data, long time) {
    now = time;
    StreamState state = streams.get(stream);
    if (state == null || state.finishing || data.length == 0) {
      return;
    }
    if (state.queue.isEmpty()) {
      state.since = now;
    }
    state.queue.add(data);
    rounds.offer(state);
    pump();
  }

  /// Ends this side of the stream, after what is queued.
  public void finish(int stream) {
    StreamState state = streams.get(stream);
    if (state != null && !state.finishing) {
      state.finishing = true;
      if (state.queue.isEmpty()) {
        sendFin(state);
      }
    }
  }

  /// Ends the stream at once, both ways.
  public void reset(int stream) {
    StreamState state = streams.get(stream);
    if (state != null) {
      forget(state);
      control(WINDOW_UPDATE, RST, stream, 0);
    }
  }

  /// The owner took so many bytes of the stream's data, and the peer may send as many more.
  public void consumed(int stream, int bytes) {
    StreamState state = streams.get(stream);
    if (state == null || state.peerEnded) {
      return;
    }
    state.credit += bytes;
    if (state.credit >= limits.window() / 2) {
      int delta = state.credit;
      state.credit = 0;
      state.receiveWindow += delta;
      control(WINDOW_UPDATE, 0, stream, delta);
    }
  }

  /// Opens no more and lets the peer open no more; what is open goes on.
  public void goAway() {
    if (!closed && !leaving) {
      leaving = true;
      control(GO_AWAY, 0, 0, NORMAL);
    }
  }

  /// To be called every few seconds: pings, and ends what takes too long.
  public void tick(long time) {
    now = time;
    if (closed) {
      return;
    }
    long sincePing = now - lastPing;
    if (pingWaits && sincePing >= limits.answerWithin().toNanos()) {
      close("keepalive timeout");
      return;
    }
    if (!pingWaits && sincePing >= limits.keepAlive().toNanos()) {
      pingWaits = true;
      lastPing = now;
      control(PING, SYN, 0, pingValue);
    }
    for (StreamState stream : new ArrayList<>(streams.values())) {
      if (closed) {
        return;
      }
      watch(stream, now - stream.since);
    }
  }

  private void watch(StreamState stream, long waited) {
    if (!stream.acknowledged && waited >= limits.openWithin().toNanos()) {
      close("stream open timeout");
    } else if (stream.finished && waited >= limits.closeWithin().toNanos()
        || !stream.queue.isEmpty() && waited >= limits.stallWithin().toNanos()) {
      reset(stream.id);
      edge.reset(stream.id);
    }
  }

  /// Sends what can be sent.
  public void pump() {
    rounds.run(now);
  }

  private void emptied(StreamState stream) {
    if (stream.finishing) {
      sendFin(stream);
    }
    edge.drained(stream.id);
  }

  private void sendFin(StreamState stream) {
    stream.finished = true;
    stream.since = now;
    control(WINDOW_UPDATE, FIN, stream.id, 0);
    if (stream.peerEnded) {
      forget(stream);
    }
  }

  private void forget(StreamState stream) {
    streams.remove(stream.id);
    stream.queue.clear();
    if (!stream.acknowledged) {
      stream.acknowledged = true;
      unacknowledged--;
    }
  }

  private void control(int type, int flags, int stream, int length) {
    if (!closed) {
      edge.send(new FrameHeader(type, flags, stream, length).bytes(), NOTHING, 0, 0);
    }
  }

  private boolean violation(String what) {
    control(GO_AWAY, 0, 0, PROTOCOL_ERROR);
    close(what);
    return false;
  }

  private void close(String reason) {
    if (!closed) {
      closed = true;
      streams.clear();
      rounds.stop();
      edge.closed(reason);
    }
  }

  private final class Incoming implements FrameReader.Frames {
    /// Whom the body belongs to, or null to drop it.
    private @Nullable StreamState receiver;

    private boolean endsAfterBody;

    @Override
    public void badVersion(int version) {
      violation("invalid protocol version " + version);
    }

    @Override
    public boolean header(FrameHeader header) {
      return switch (header.type()) {
        case DATA, WINDOW_UPDATE -> ofStream(header);
        case PING -> ping(header);
        case GO_AWAY -> goAway(header);
        default -> violation("invalid message type " + header.type());
      };
    }

    private boolean ping(FrameHeader header) {
      if (header.has(SYN)) {
        control(PING, ACK, 0, header.length());
      } else if (pingWaits && header.length() == pingValue) {
        pingWaits = false;
        pingValue++;
      }
      return true;
    }

    private boolean goAway(FrameHeader header) {
      if (header.length() != NORMAL) {
        close("peer ended the session with code " + header.unsignedLength());
        return false;
      }
      peerLeaving = true;
      return true;
    }

    private boolean ofStream(FrameHeader header) {
      if (header.has(SYN) && !accept(header.stream())) {
        return false;
      }
      StreamState stream = streams.get(header.stream());
      boolean data = header.type() == DATA;
      if (data && header.unsignedLength() > limits.window()) {
        return violation("frame exceeds the receive window");
      }
      if (stream == null) {
        receiver = null; // It was ended here a moment ago; what is on its way is of no use.
        return true;
      }
      if (header.has(ACK) && !stream.acknowledged) {
        stream.acknowledged = true;
        unacknowledged--;
      }
      if (header.has(RST)) {
        receiver = null;
        forget(stream);
        edge.reset(stream.id);
        return !closed;
      }
      return data ? beginData(header, stream) : update(header, stream);
    }

    private boolean accept(int id) {
      if (id <= 0 || id % 2 != peerParity || streams.containsKey(id)) {
        return violation("stream " + Integer.toUnsignedString(id) + " cannot be opened");
      }
      if (leaving || streams.size() >= limits.maxStreams()) {
        control(WINDOW_UPDATE, RST, id, 0);
        return true;
      }
      streams.put(id, new StreamState(id, limits.window(), true, now));
      control(WINDOW_UPDATE, ACK, id, 0);
      edge.opened(id);
      return !closed;
    }

    private boolean update(FrameHeader header, StreamState stream) {
      stream.sendWindow = Math.min(Integer.MAX_VALUE, stream.sendWindow + header.unsignedLength());
      rounds.offer(stream);
      if (header.has(FIN) && !end(stream)) {
        return false;
      }
      pump();
      return !closed;
    }

    private boolean beginData(FrameHeader header, StreamState stream) {
      if (stream.peerEnded) {
        return violation("data after the end of a stream");
      }
      if (header.unsignedLength() > stream.receiveWindow) {
        return violation("receive window exceeded");
      }
      stream.receiveWindow -= header.length();
      if (header.length() == 0) {
        return !header.has(FIN) || end(stream);
      }
      receiver = stream;
      endsAfterBody = header.has(FIN);
      return true;
    }

    @Override
    public boolean body(byte[] piece, boolean last) {
      StreamState stream = receiver;
      if (stream == null || streams.get(stream.id) != stream) {
        return true;
      }
      edge.data(stream.id, piece);
      if (last && endsAfterBody && streams.get(stream.id) == stream) {
        return end(stream);
      }
      return !closed;
    }

    private boolean end(StreamState stream) {
      if (stream.peerEnded) {
        return violation("a stream ended twice");
      }
      stream.peerEnded = true;
      if (stream.finished) {
        forget(stream);
      }
      edge.ended(stream.id);
      return !closed;
    }
  }
}
