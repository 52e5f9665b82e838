// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.Configuration;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.Suffrage;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Encoder;
import io.praetor.wire.Msgpack;
import io.praetor.wire.MsgpackEncoder.Flavor;
import java.util.List;

/// The data of a configuration entry: msgpack `{Servers: [{Address, ID, Suffrage}]}`, as Consul
/// writes it.
public final class ConfigurationCodec {
  private static final Codec<List<Server>> SERVERS =
      Codecs.list(
          Codecs.of(
              ConfigurationCodec::writeServer,
              ConfigurationCodec::readServer,
              new Server(new ServerId("none"), "none", Suffrage.NONVOTER),
              server -> false));

  private static final Codec<Configuration> CODEC =
      Codecs.of(
          ConfigurationCodec::write,
          ConfigurationCodec::read,
          Configuration.EMPTY,
          configuration -> configuration.servers().isEmpty());

  private ConfigurationCodec() {}

  public static byte[] encode(Configuration configuration) {
    return Msgpack.write(Flavor.SIGNED, CODEC, configuration);
  }

  /// Throws [DecodeException] on anything that is not a configuration.
  public static Configuration decode(byte[] data) {
    return Msgpack.read(CODEC, data);
  }

  private static void write(Encoder out, Configuration configuration) {
    out.beginMap(1);
    out.key("Servers");
    SERVERS.write(out, configuration.servers());
    out.endMap();
  }

  private static Configuration read(Decoder in) {
    List<Server> servers = List.of();
    in.beginMap();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      if (key.equals("Servers")) {
        servers = SERVERS.read(in);
      } else {
        in.skip();
      }
    }
    try {
      return new Configuration(servers);
    } catch (IllegalArgumentException e) {
      throw DecodeException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static void writeServer(Encoder out, Server server) {
    out.beginMap(3);
    out.key("Address");
    out.string(server.address());
    out.key("ID");
    out.string(server.id().value());
    out.key("Suffrage");
    out.int64(server.suffrage().code());
    out.endMap();
  }

  private static Server readServer(Decoder in) {
    String address = "";
    String id = "";
    long suffrage = 0;
    in.beginMap();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "Address" -> address = in.string();
        case "ID" -> id = in.string();
        case "Suffrage" -> suffrage = in.int64(64, "int");
        default -> in.skip();
      }
    }
    try {
      return new Server(new ServerId(id), address, Suffrage.ofCode(suffrage));
    } catch (IllegalArgumentException e) {
      throw DecodeException.invalid(String.valueOf(e.getMessage()));
    }
  }
}
