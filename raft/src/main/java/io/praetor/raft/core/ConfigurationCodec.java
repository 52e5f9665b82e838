// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.Configuration;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.Suffrage;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Msgpack;
import io.praetor.wire.MsgpackEncoder.Flavor;
import io.praetor.wire.Struct;
import io.praetor.wire.Struct.Values;
import java.util.List;

/// A configuration as Consul writes it: the data of a configuration entry in msgpack, a part of
/// `meta.json` in JSON.
public final class ConfigurationCodec {
  private static final Codec<Server> SERVER =
      Struct.<Server>named("Server")
          .field("Suffrage", Codecs.INT, server -> server.suffrage().code())
          .field("ID", Codecs.STRING, server -> server.id().value())
          .field("Address", Codecs.STRING, Server::address)
          .build(ConfigurationCodec::server);

  public static final Codec<Configuration> CODEC =
      Struct.<Configuration>named("Configuration")
          .field("Servers", Codecs.list(SERVER), Configuration::servers)
          .build(ConfigurationCodec::configuration);

  private ConfigurationCodec() {}

  public static byte[] encode(Configuration configuration) {
    return Msgpack.write(Flavor.SIGNED, CODEC, configuration);
  }

  /// Throws [DecodeException] on anything that is not a configuration.
  public static Configuration decode(byte[] data) {
    return Msgpack.read(CODEC, data);
  }

  private static Server server(Values values) {
    int suffrage = values.get(0);
    String id = values.get(1);
    String address = values.get(2);
    try {
      return new Server(new ServerId(id), address, Suffrage.ofCode(suffrage));
    } catch (IllegalArgumentException e) {
      throw DecodeException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Configuration configuration(Values values) {
    List<Server> servers = values.get(0);
    try {
      return new Configuration(servers);
    } catch (IllegalArgumentException e) {
      throw DecodeException.invalid(String.valueOf(e.getMessage()));
    }
  }
}
