// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.http.agent.Member;
import io.praetor.http.agent.UserEvent;
import io.praetor.rpc.ConsulException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The pools of an agent that is alone in them. Whoever asks to join another agent is told why that
/// cannot be.
public final class SoloMembers implements Members {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Member lan;
  private final Member wan;
  private final Consumer<UserEvent> events;
  private final AtomicLong eventTime = new AtomicLong(1);

  /// @param events is given each event with the Lamport time that it was sent at
  public SoloMembers(Member lan, Member wan, Consumer<UserEvent> events) {
    this.lan = lan;
    this.wan = wan;
    this.events = events;
  }

  @Override
  public Member self(boolean inWan) {
    return inWan ? wan : lan;
  }

  @Override
  public List<Member> list(boolean inWan) {
    return List.of(self(inWan));
  }

  @Override
  public void join(String address, boolean inWan) {
    Member self = self(inWan);
    String hostPort = address.contains(":") ? address : address + ":" + self.port();
    if (hostPort.equals(self.addr() + ":" + self.port())) {
      // An agent that joins itself is a member already.
      return;
    }
    throw new ConsulException(
        "1 error occurred:\n\t* Failed to join " + hostPort + ": " + whyNot(hostPort) + "\n\n");
  }

  private static String whyNot(String hostPort) {
    int colon = hostPort.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(hostPort.substring(colon + 1));
      socket.connect(new InetSocketAddress(hostPort.substring(0, colon), port), TIMEOUT_MILLIS);
      return "this version is a single server and has no gossip";
    } catch (ConnectException e) {
      return "dial tcp " + hostPort + ": connect: connection refused";
    } catch (IOException | IllegalArgumentException e) {
      return "dial tcp " + hostPort + ": " + e.getMessage();
    }
  }

  @Override
  public void forceLeave(String node, boolean prune, boolean inWan) {
    if (!node.equals(self(inWan).name())) {
      // Consul looks a WAN name up under an empty one, and says so.
      throw new ConsulException("agent: No node found with name '" + (inWan ? "" : node) + "'");
    }
  }

  @Override
  public void leave() {
    // Nobody is there to be told.
  }

  @Override
  public void broadcast(UserEvent event) {
    events.accept(
        new UserEvent(
            event.id(),
            event.name(),
            event.payload(),
            event.nodeFilter(),
            event.serviceFilter(),
            event.tagFilter(),
            event.version(),
            eventTime.incrementAndGet()));
  }

  @Override
  public Map<String, String> stats(boolean inWan) {
    Map<String, String> stats = new LinkedHashMap<>();
    stats.put("coordinate_resets", "0");
    stats.put("encrypted", "false");
    stats.put("event_queue", "0");
    stats.put("event_time", inWan ? "1" : Long.toString(eventTime.get()));
    stats.put("failed", "0");
    stats.put("health_score", "0");
    stats.put("intent_queue", "0");
    stats.put("left", "0");
    stats.put("member_time", "1");
    stats.put("members", "1");
    stats.put("query_queue", "0");
    stats.put("query_time", "1");
    return stats;
  }
}
