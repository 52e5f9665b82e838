// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.LONG;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.listOrNil;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PacketException;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Encoder;
import io.praetor.wire.MsgpackDecoder;
import io.praetor.wire.MsgpackEncoder;
import io.praetor.wire.Struct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What travels inside memberlist's user messages and push/pulls. Lamport times are unsigned.
public sealed interface SerfMessage {
  int LEAVE = 0;
  int JOIN = 1;
  int PUSH_PULL = 2;
  int USER_EVENT = 3;
  int QUERY = 4;
  int QUERY_RESPONSE = 5;
  int CONFLICT_RESPONSE = 6;
  int KEY_REQUEST = 7;
  int KEY_RESPONSE = 8;
  int RELAY = 9;

  /// A member leaves, or is declared to have left; `prune` also forgets it.
  record Leave(long ltime, String node, boolean prune) implements SerfMessage {
    static final Struct<Leave> CODEC =
        Struct.<Leave>named("messageLeave")
            .field("LTime", ULONG, Leave::ltime)
            .field("Node", STRING, Leave::node)
            .field("Prune", BOOL, Leave::prune)
            .build(v -> new Leave(v.get(0), v.get(1), v.get(2)));
  }

  record Join(long ltime, String node) implements SerfMessage {
    static final Struct<Join> CODEC =
        Struct.<Join>named("messageJoin")
            .field("LTime", ULONG, Join::ltime)
            .field("Node", STRING, Join::node)
            .build(v -> new Join(v.get(0), v.get(1)));
  }

  /// A name and a payload, as the buffer of past events holds it.
  record NamedEvent(String name, Bytes payload) {
    static final Struct<NamedEvent> CODEC =
        Struct.<NamedEvent>named("userEvent")
            .field("Name", STRING, NamedEvent::name)
            .field("Payload", BYTES, NamedEvent::payload)
            .build(v -> new NamedEvent(v.get(0), v.get(1)));
  }

  /// All events of one Lamport time.
  record EventSlot(long ltime, List<NamedEvent> events) {
    static final Struct<EventSlot> CODEC =
        Struct.<EventSlot>named("userEvents")
            .field("LTime", ULONG, EventSlot::ltime)
            .field("Events", list(NamedEvent.CODEC), EventSlot::events)
            .build(v -> new EventSlot(v.get(0), v.get(1)));

    public EventSlot {
      events = List.copyOf(events);
    }
  }

  /// When a member last said that it joins or leaves. Go has a map of these; a list in the order of
  /// the wire costs a big pool far less.
  record StatusTime(String node, long ltime) {
    static final Codec<List<StatusTime>> LIST =
        Codecs.of(StatusTime::write, StatusTime::read, List.of(), List::isEmpty);

    private static void write(Encoder out, List<StatusTime> times) {
      out.beginMap(times.size());
      for (StatusTime time : times) {
        out.key(time.node);
        out.uint64(time.ltime);
      }
      out.endMap();
    }

    private static List<StatusTime> read(Decoder in) {
      List<StatusTime> times = new ArrayList<>();
      in.beginMap();
      for (String node = in.nextKey(); node != null; node = in.nextKey()) {
        times.add(new StatusTime(node, ULONG.read(in)));
      }
      return Collections.unmodifiableList(times);
    }
  }

  /// The layer's part of a push/pull.
  ///
  /// @param events the ring buffer with its gaps
  record PushPull(
      long ltime,
      List<StatusTime> statusLTimes,
      List<String> leftMembers,
      long eventLTime,
      List<@Nullable EventSlot> events,
      long queryLTime)
      implements SerfMessage {
    static final Struct<PushPull> CODEC =
        Struct.<PushPull>named("messagePushPull")
            .field("LTime", ULONG, PushPull::ltime)
            .field("StatusLTimes", StatusTime.LIST, PushPull::statusLTimes)
            .field("LeftMembers", list(STRING), PushPull::leftMembers)
            .field("EventLTime", ULONG, PushPull::eventLTime)
            .field("Events", list(nullable(EventSlot.CODEC)), PushPull::events)
            .field("QueryLTime", ULONG, PushPull::queryLTime)
            .build(v -> new PushPull(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));

    public PushPull {
      statusLTimes = Collections.unmodifiableList(statusLTimes);
      leftMembers = List.copyOf(leftMembers);
      events = Collections.unmodifiableList(new ArrayList<>(events));
    }
  }

  record UserEvent(long ltime, String name, Bytes payload, boolean coalesce)
      implements SerfMessage {
    static final Struct<UserEvent> CODEC =
        Struct.<UserEvent>named("messageUserEvent")
            .field("LTime", ULONG, UserEvent::ltime)
            .field("Name", STRING, UserEvent::name)
            .field("Payload", BYTES, UserEvent::payload)
            .field("CC", BOOL, UserEvent::coalesce)
            .build(v -> new UserEvent(v.get(0), v.get(1), v.get(2), v.get(3)));
  }

  /// A question to all members that pass the filters; answers go straight to `addr` and `port`.
  ///
  /// @param timeout nanoseconds
  record Query(
      long ltime,
      long id,
      Bytes addr,
      int port,
      String sourceNode,
      List<Bytes> filters,
      long flags,
      int relayFactor,
      long timeout,
      String name,
      Bytes payload)
      implements SerfMessage {
    static final long FLAG_ACK = 1;
    static final long FLAG_NO_BROADCAST = 2;

    static final Struct<Query> CODEC =
        Struct.<Query>named("messageQuery")
            .field("LTime", ULONG, Query::ltime)
            .field("ID", Message.UINT32, Query::id)
            .field("Addr", BYTES, Query::addr)
            .field("Port", Message.UINT16, Query::port)
            .field("SourceNode", STRING, Query::sourceNode)
            .field("Filters", listOrNil(BYTES), Query::filters)
            .field("Flags", Message.UINT32, Query::flags)
            .field("RelayFactor", Message.UINT16, Query::relayFactor)
            .field("Timeout", LONG, Query::timeout)
            .field("Name", STRING, Query::name)
            .field("Payload", BYTES, Query::payload)
            .build(
                v ->
                    new Query(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                        v.get(7), v.get(8), v.get(9), v.get(10)));

    public Query {
      filters = List.copyOf(filters);
    }

    boolean wantsAck() {
      return (flags & FLAG_ACK) != 0;
    }

    boolean stopsHere() {
      return (flags & FLAG_NO_BROADCAST) != 0;
    }
  }

  record QueryResponse(long ltime, long id, String from, long flags, Bytes payload)
      implements SerfMessage {
    static final Struct<QueryResponse> CODEC =
        Struct.<QueryResponse>named("messageQueryResponse")
            .field("LTime", ULONG, QueryResponse::ltime)
            .field("ID", Message.UINT32, QueryResponse::id)
            .field("From", STRING, QueryResponse::from)
            .field("Flags", Message.UINT32, QueryResponse::flags)
            .field("Payload", BYTES, QueryResponse::payload)
            .build(v -> new QueryResponse(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));

    boolean isAck() {
      return (flags & Query.FLAG_ACK) != 0;
    }
  }

  /// Asks its receiver to pass `inner`, a whole message, on to an address.
  record Relay(Bytes ip, int port, String destName, Bytes inner) implements SerfMessage {}

  /// The header before a relayed message.
  record RelayHeader(RelayAddress destAddr, String destName) {
    static final Struct<RelayHeader> CODEC =
        Struct.<RelayHeader>named("relayHeader")
            .field("DestAddr", RelayAddress.CODEC, RelayHeader::destAddr)
            .field("DestName", STRING, RelayHeader::destName)
            .build(v -> new RelayHeader(v.get(0), v.get(1)));
  }

  /// Go's `net.UDPAddr`.
  record RelayAddress(Bytes ip, int port, String zone) {
    static final Struct<RelayAddress> CODEC =
        Struct.<RelayAddress>named("UDPAddr")
            .field("IP", BYTES, RelayAddress::ip)
            .field("Port", Codecs.INT, RelayAddress::port)
            .field("Zone", STRING, RelayAddress::zone)
            .build(v -> new RelayAddress(v.get(0), v.get(1), v.get(2)));
  }

  /// The payload of key queries.
  record KeyRequest(Bytes key) {
    static final Struct<KeyRequest> CODEC =
        Struct.<KeyRequest>named("keyRequest")
            .field("Key", BYTES, KeyRequest::key)
            .build(v -> new KeyRequest(v.get(0)));
  }

  /// The payload of their answers; keys are base64.
  record KeyResponse(boolean result, String message, List<String> keys, String primaryKey) {
    static final Struct<KeyResponse> CODEC =
        Struct.<KeyResponse>named("nodeKeyResponse")
            .field("Result", BOOL, KeyResponse::result)
            .field("Message", STRING, KeyResponse::message)
            .field("Keys", listOrNil(STRING), KeyResponse::keys)
            .field("PrimaryKey", STRING, KeyResponse::primaryKey)
            .build(v -> new KeyResponse(v.get(0), v.get(1), v.get(2), v.get(3)));

    public KeyResponse {
      keys = List.copyOf(keys);
    }
  }

  static byte[] encode(SerfMessage message) {
    return switch (message) {
      case Leave m -> Messages.typed(LEAVE, Leave.CODEC, m);
      case Join m -> Messages.typed(JOIN, Join.CODEC, m);
      case PushPull m -> Messages.typed(PUSH_PULL, PushPull.CODEC, m);
      case UserEvent m -> Messages.typed(USER_EVENT, UserEvent.CODEC, m);
      case Query m -> Messages.typed(QUERY, Query.CODEC, m);
      case QueryResponse m -> Messages.typed(QUERY_RESPONSE, QueryResponse.CODEC, m);
      case Relay(Bytes ip, int port, String name, Bytes inner) -> {
        MsgpackEncoder out = new MsgpackEncoder(MsgpackEncoder.Flavor.SIGNED).putByte(RELAY);
        RelayHeader.CODEC.write(out, new RelayHeader(new RelayAddress(ip, port, ""), name));
        out.encoded(inner);
        yield out.toByteArray();
      }
    };
  }

  /// @throws PacketException when it is of no known type or malformed
  static SerfMessage decode(Bytes message) {
    byte[] data = message.shared();
    if (data.length == 0) {
      throw new PacketException("empty serf message");
    }
    int type = data[0] & 0xff;
    return switch (type) {
      case LEAVE -> Messages.body(Leave.CODEC, data, 0, data.length);
      case JOIN -> Messages.body(Join.CODEC, data, 0, data.length);
      case PUSH_PULL -> Messages.body(PushPull.CODEC, data, 0, data.length);
      case USER_EVENT -> Messages.body(UserEvent.CODEC, data, 0, data.length);
      case QUERY -> Messages.body(Query.CODEC, data, 0, data.length);
      case QUERY_RESPONSE -> Messages.body(QueryResponse.CODEC, data, 0, data.length);
      case RELAY -> relay(data);
      default -> throw new PacketException("serf message type " + type + " is not known");
    };
  }

  private static Relay relay(byte[] data) {
    MsgpackDecoder in = new MsgpackDecoder(data, 1, data.length, Decoder.Unknown.IGNORE);
    try {
      RelayHeader header = RelayHeader.CODEC.read(in);
      return new Relay(
          header.destAddr().ip(),
          header.destAddr().port(),
          header.destName(),
          Bytes.copyOf(data, in.position(), data.length));
    } catch (DecodeException e) {
      throw new PacketException("malformed relay: " + e.getMessage());
    }
  }
}
