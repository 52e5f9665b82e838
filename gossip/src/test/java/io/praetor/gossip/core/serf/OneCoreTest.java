// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PacketCodec;
import io.praetor.gossip.core.packet.PushPull;
import io.praetor.gossip.core.packet.Security;
import io.praetor.gossip.core.swim.Effect;
import io.praetor.gossip.core.swim.SwimOptions;
import io.praetor.wire.Bytes;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What one member does with what it is told, message by message. The rules are memberlist's and
/// serf's; most of them are easy to get wrong without any pool noticing at once.
class OneCoreTest {
  private static final long SECOND = 1_000_000_000L;
  private static final InetSocketAddress FRIEND = new InetSocketAddress("10.0.0.2", 8301);
  private static final Bytes FRIEND_IP = Bytes.wrap(new byte[] {10, 0, 0, 2});
  private static final Bytes VSN = Member.Versions.CONSUL.vsn();

  private final Serf core =
      new Serf(
          new Serf.Setup(
              "me",
              Bytes.wrap(new byte[] {10, 0, 0, 1}),
              8301,
              Map.of(),
              Member.Versions.CONSUL,
              SwimOptions.lan(),
              SerfOptions.consul(false),
              PoolRules.OPEN,
              KeyControl.NONE,
              (member, standard) -> member.name().equals("brief") ? 60 * SECOND : standard),
          new Snapshotter(),
          new Random(1),
          0);

  private final List<PoolEvent> events = new ArrayList<>();
  private long now;

  /// What was said in packets since the last call, unwrapped.
  private List<Message> said() {
    List<Message> said = new ArrayList<>();
    for (Effect effect : core.effects()) {
      if (effect instanceof Effect.Packet packet) {
        PacketCodec.open(packet.message(), Security.NONE, said::add);
      }
    }
    events.addAll(core.events());
    return said;
  }

  /// Lets time pass, and returns what was said.
  private List<Message> pass(long duration) {
    List<Message> all = new ArrayList<>();
    long end = now + duration;
    while (core.deadline() <= end) {
      now = Math.max(now, core.deadline());
      core.tick(now);
      all.addAll(said());
    }
    now = end;
    return all;
  }

  private void hear(Message message) {
    core.message(message, FRIEND, now);
  }

  private void befriend(long incarnation) {
    hear(new Message.Alive(incarnation, "friend", FRIEND_IP, 8301, Bytes.EMPTY, VSN));
    assertEquals(MemberStatus.ALIVE, status());
  }

  private MemberStatus status() {
    Member friend = core.member("friend");
    return friend == null ? MemberStatus.NONE : friend.status();
  }

  private boolean failed() {
    said();
    return events.stream().anyMatch(PoolEvent.Failed.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whomAnotherBelievesDeadIsOnlySuspectedByUs(int state) {
    befriend(5);
    PushPull.Node dead = new PushPull.Node("friend", FRIEND_IP, 8301, Bytes.EMPTY, 5, state, VSN);
    byte[] message = new PushPull(false, List.of(dead), Bytes.EMPTY).encode();
    core.stream(1, message, now);
    assertFalse(failed());
    assertTrue(
        pass(2 * SECOND).stream()
            .anyMatch(m -> m instanceof Message.Suspect s && s.node().equals("friend")),
        "the suspicion is told, so that it can be refuted");
    hear(new Message.Alive(6, "friend", FRIEND_IP, 8301, Bytes.EMPTY, VSN));
    assertFalse(failed());
    core.stream(2, message, now);
    assertFalse(failed(), "old news");
  }

  @Test
  void whomAnotherSawLeaveHasLeft() {
    befriend(5);
    core.message(
        new Message.User(Bytes.wrap(SerfMessage.encode(new SerfMessage.Leave(9, "friend", false)))),
        FRIEND,
        now);
    PushPull.Node left = new PushPull.Node("friend", FRIEND_IP, 8301, Bytes.EMPTY, 5, 3, VSN);
    core.stream(1, new PushPull(false, List.of(left), Bytes.EMPTY).encode(), now);
    assertEquals(MemberStatus.LEFT, status());
  }

  @Test
  void aPingForAnotherIsNotAnswered() {
    hear(new Message.Ping(1, "somebody", FRIEND_IP, 8301, "friend"));
    assertEquals(List.of(), said());
    byte[] stream = Messages.encode(new Message.Ping(2, "somebody", Bytes.NIL, 0, ""));
    core.stream(3, stream, now);
    assertEquals(List.of(new Effect.Close(3)), withoutLogs());

    hear(new Message.Ping(0xffff_fffeL, "me", FRIEND_IP, 8301, "friend"));
    Message.Ack ack = assertInstanceOf(Message.Ack.class, said().getFirst());
    assertEquals(0xffff_fffeL, ack.seqNo());
    assertEquals(1, ack.payload().at(0), "the version of the coordinate");
    core.stream(4, Messages.encode(new Message.Ping(5, "me", Bytes.NIL, 0, "")), now);
    byte[] plain = Messages.encode(new Message.Ack(5, Bytes.NIL));
    Effect.Reply reply = assertInstanceOf(Effect.Reply.class, withoutLogs().getFirst());
    assertEquals(Bytes.wrap(plain), Bytes.wrap(reply.message()), "no coordinate in a stream");
  }

  private List<Effect> withoutLogs() {
    return core.effects().stream().filter(e -> !(e instanceof Effect.Log)).toList();
  }

  @Test
  void aPingIsAnsweredWhereItAsksForIt() {
    hear(new Message.Ping(1, "me", Bytes.wrap(new byte[] {10, 0, 0, 9}), 99, "friend"));
    hear(new Message.Ping(2, "me", Bytes.NIL, 0, ""));
    List<InetSocketAddress> to = withoutLogs().stream().map(e -> ((Effect.Packet) e).to()).toList();
    assertEquals(List.of(new InetSocketAddress("10.0.0.9", 99), FRIEND), to);
  }

  @Test
  void incarnationsAreUnsigned() {
    befriend(0x7fff_ffffL);
    hear(new Message.Suspect(0x8000_0001L, "friend", "other"));
    assertTrue(
        pass(2 * SECOND).stream()
            .anyMatch(m -> m instanceof Message.Suspect s && s.incarnation() == 0x8000_0001L));
    hear(new Message.Alive(0x8000_0000L, "friend", FRIEND_IP, 8301, Bytes.EMPTY, VSN));
    assertFalse(refuted(0x8000_0000L), "an older incarnation refutes nothing");
    hear(new Message.Alive(0xffff_fff0L, "friend", FRIEND_IP, 8301, Bytes.EMPTY, VSN));
    assertTrue(refuted(0xffff_fff0L));
  }

  private boolean refuted(long incarnation) {
    return pass(2 * SECOND).stream()
        .anyMatch(
            m ->
                m instanceof Message.Alive a
                    && a.node().equals("friend")
                    && a.incarnation() == incarnation);
  }

  @Test
  void accusationsAreRefutedAboveTheAccusedIncarnation() {
    befriend(1);
    pass(2 * SECOND);
    hear(new Message.Suspect(0xffff_fff0L, "me", "friend"));
    hear(new Message.Dead(0xffff_fff5L, "me", "friend"));
    long told =
        pass(2 * SECOND).stream()
            .filter(m -> m instanceof Message.Alive a && a.node().equals("me"))
            .mapToLong(m -> ((Message.Alive) m).incarnation())
            .max()
            .orElse(0);
    assertEquals(0xffff_fff6L, told);
    assertFalse(failed());
  }

  /// First the intent, then our own death, and for three seconds more we answer.
  @Test
  void leavingIsToldInTwoStepsAndLingers() {
    befriend(1);
    pass(2 * SECOND);
    AtomicLong gone = new AtomicLong(-1);
    core.leave(() -> gone.set(now), now);
    List<String> steps = new ArrayList<>();
    long deathToldAt = 0;
    for (int i = 0; i < 300 && gone.get() < 0; i++) {
      for (Message message : pass(SECOND / 10)) {
        String step =
            switch (message) {
              case Message.User(Bytes data) ->
                  SerfMessage.decode(data) instanceof SerfMessage.Leave leave
                          && leave.node().equals("me")
                      ? "intent"
                      : "";
              case Message.Dead dead when dead.node().equals("me") -> "death from " + dead.from();
              default -> "";
            };
        if (!step.isEmpty() && !steps.contains(step)) {
          steps.add(step);
        }
        if (step.startsWith("death")) {
          deathToldAt = now;
        }
      }
      hear(new Message.Ping(i, "me", FRIEND_IP, 8301, "friend"));
      assertTrue(said().stream().anyMatch(Message.Ack.class::isInstance), "still answers");
    }
    assertEquals(List.of("intent", "death from me"), steps);
    assertTrue(
        gone.get() - deathToldAt >= 5 * SECOND / 2,
        "gone " + (gone.get() - deathToldAt) / 1_000_000 + " ms after the last word");
  }

  /// A failed member is forgotten after the time that it announced, or else after three days.
  @Test
  void theFailedAreForgottenInTheirTime() {
    befriend(1);
    hear(new Message.Alive(1, "brief", FRIEND_IP, 8302, Bytes.EMPTY, VSN));
    pass(60 * SECOND);
    assertEquals(MemberStatus.FAILED, status());
    pass(60 * SECOND);
    assertEquals(
        List.of("brief"),
        events.stream()
            .filter(PoolEvent.Reaped.class::isInstance)
            .map(e -> ((PoolEvent.Reaped) e).member().name())
            .toList());
    assertEquals(MemberStatus.FAILED, status());
    assertNull(core.member("brief"));
    pass(72 * 3600 * SECOND);
    assertEquals(MemberStatus.NONE, status());
  }
}
