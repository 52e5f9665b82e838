// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.yamux;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One side of a session whose wire is a byte array. Consumes data at once unless told not to.
final class Side implements YamuxEdge {
  static final long SECOND = 1_000_000_000L;

  final List<String> events = new ArrayList<>();
  final Map<Integer, ByteArrayOutputStream> received = new TreeMap<>();
  final YamuxSession session;
  boolean writable = true;
  boolean consuming = true;
  long now;
  private ByteArrayOutputStream wire = new ByteArrayOutputStream();

  Side(boolean dialler) {
    this(dialler, YamuxLimits.CONSUL);
  }

  Side(boolean dialler, YamuxLimits limits) {
    session = new YamuxSession(dialler, limits, this, 0);
  }

  /// What it sent since the last time.
  byte[] sent() {
    byte[] bytes = wire.toByteArray();
    wire = new ByteArrayOutputStream();
    return bytes;
  }

  String sentHex() {
    return HexFormat.of().formatHex(sent());
  }

  void receive(byte[] bytes) {
    session.received(bytes, 0, bytes.length, now);
  }

  void receiveHex(String hex) {
    receive(HexFormat.of().parseHex(hex));
  }

  byte[] dataOf(int stream) {
    return received.getOrDefault(stream, new ByteArrayOutputStream()).toByteArray();
  }

  @Override
  public boolean writable() {
    return writable;
  }

  @Override
  public void send(byte[] header, byte[] body, int from, int to) {
    wire.writeBytes(header);
    wire.write(body, from, to - from);
  }

  @Override
  public void opened(int stream) {
    events.add("opened " + stream);
  }

  @Override
  public void data(int stream, byte[] data) {
    received.computeIfAbsent(stream, id -> new ByteArrayOutputStream()).writeBytes(data);
    if (consuming) {
      session.consumed(stream, data.length);
    }
  }

  @Override
  public void ended(int stream) {
    events.add("ended " + stream);
  }

  @Override
  public void drained(int stream) {
    events.add("drained " + stream);
  }

  @Override
  public void reset(int stream) {
    events.add("reset " + stream);
  }

  @Override
  public void closed(String reason) {
    events.add("closed: " + reason);
  }
}
