// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.http.agent.UserEvent;
import io.praetor.wire.Bytes;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Msgpack;
import io.praetor.wire.Struct;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// A user event as the payload of serf's, under a name with a prefix. Unlike all around it, it is
/// written in the newer msgpack with `str8` and `bin`, as captured from Consul.
public final class UserEventWire {
  static final String PREFIX = "consul:event:";

  private record Body(
      String id, String name, Bytes payload, String node, String service, String tag, int version) {
    static final Struct<Body> CODEC =
        Struct.<Body>named("UserEvent")
            .field("ID", STRING, Body::id)
            .field("n", STRING, Body::name)
            .field("p", BYTES, Body::payload)
            .field("nf", STRING, Body::node)
            .field("sf", STRING, Body::service)
            .field("tf", STRING, Body::tag)
            .field("v", INT, Body::version)
            .build(
                v ->
                    new Body(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));
  }

  private UserEventWire() {}

  public static Bytes encode(UserEvent event) {
    Writer out = new Writer();
    int fields = 3;
    fields += event.nodeFilter().isEmpty() ? 0 : 1;
    fields += event.payload().isEmpty() ? 0 : 1;
    fields += event.serviceFilter().isEmpty() ? 0 : 1;
    fields += event.tagFilter().isEmpty() ? 0 : 1;
    out.put(0x80 | fields);
    out.entry("ID", event.id());
    out.entry("n", event.name());
    out.optional("nf", event.nodeFilter());
    if (!event.payload().isEmpty()) {
      out.string("p");
      out.binary(event.payload());
    }
    out.optional("sf", event.serviceFilter());
    out.optional("tf", event.tagFilter());
    out.string("v");
    out.put(event.version());
    return Bytes.wrap(out.toByteArray());
  }

  /// Empty when it cannot be read.
  static Optional<UserEvent> decode(Bytes payload, long lamportTime) {
    try {
      Body body = Msgpack.read(Body.CODEC, payload);
      return Optional.of(
          new UserEvent(
              body.id(),
              body.name(),
              body.payload(),
              body.node(),
              body.service(),
              body.tag(),
              body.version(),
              lamportTime));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  private static final class Writer extends ByteArrayOutputStream {
    void put(int value) {
      write(value);
    }

    void entry(String key, String value) {
      string(key);
      string(value);
    }

    void optional(String key, String value) {
      if (!value.isEmpty()) {
        entry(key, value);
      }
    }

    void string(String text) {
      Bytes bytes = Bytes.utf8(text);
      int size = bytes.size();
      if (size < 32) {
        put(0xa0 | size);
      } else if (size < 256) {
        put(0xd9);
        put(size);
      } else {
        put(0xda);
        put(size >> 8);
        put(size);
      }
      writeBytes(bytes.shared());
    }

    void binary(Bytes bytes) {
      if (bytes.size() < 256) {
        put(0xc4);
        put(bytes.size());
      } else {
        put(0xc5);
        put(bytes.size() >> 8);
        put(bytes.size());
      }
      writeBytes(bytes.shared());
    }
  }
}
