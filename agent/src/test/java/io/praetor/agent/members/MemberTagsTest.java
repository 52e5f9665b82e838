// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.agent.MachineHost;
import io.praetor.config.AgentFlags;
import io.praetor.config.BuildConfig;
import io.praetor.config.ConfigLoader;
import io.praetor.config.LoadResult;
import io.praetor.config.RuntimeConfig;
import io.praetor.config.Sources;
import io.praetor.gossip.core.serf.Member;
import io.praetor.gossip.core.serf.MemberStatus;
import io.praetor.gossip.transport.PoolOptions;
import io.praetor.wire.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tags are those that Consul 1.22.5 announces with the same settings.
class MemberTagsTest {
  private static final String ID = "11111111-1111-1111-1111-111111111111";
  private static final String SERVER =
      "server = true bind_addr = \"127.0.0.1\" data_dir = \"/tmp\" ports { grpc = 8502 grpc_tls = -1 } ";

  private static RuntimeConfig config(String hcl) throws Exception {
    return switch (ConfigLoader.load(
        new Sources(
            AgentFlags.parse(List.of("-node=n1", "-hcl=" + hcl)),
            new MachineHost(),
            new BuildConfig("1.22.5", "", "", "", Instant.EPOCH)))) {
      case LoadResult.Loaded(RuntimeConfig loaded, var ignored) -> loaded;
      case LoadResult.Refused(String error) -> throw new AssertionError(error);
    };
  }

  private static Map<String, String> lan(String hcl) throws Exception {
    return new TreeMap<>(MemberTags.lan(config(hcl), ID).tags());
  }

  @Test
  void aServer() throws Exception {
    Map<String, String> wanted = new TreeMap<>();
    wanted.put("acls", "0");
    wanted.put("build", "1.22.5:");
    wanted.put("dc", "dc1");
    wanted.put("expect", "3");
    wanted.put("ft_fs", "1");
    wanted.put("ft_si", "1");
    wanted.put("grpc_port", "8502");
    wanted.put("id", ID);
    wanted.put("port", "8300");
    wanted.put("raft_vsn", "3");
    wanted.put("role", "consul");
    wanted.put("segment", "");
    wanted.put("vsn", "2");
    wanted.put("vsn_max", "3");
    wanted.put("vsn_min", "2");
    wanted.put("wan_join_port", "8302");
    assertEquals(wanted, lan(SERVER + "bootstrap_expect = 3"));
    wanted.remove("wan_join_port");
    RuntimeConfig config = config(SERVER + "bootstrap_expect = 3");
    assertEquals(wanted, new TreeMap<>(MemberTags.wan(config, ID).tags()));
    assertEquals("n1.dc1", MemberTags.wan(config, ID).name());
  }

  @ParameterizedTest
  @CsvSource({
    "bootstrap = true, bootstrap, 1",
    "tls { internal_rpc { ca_file = \"ca.pem\" } }, use_tls, 1",
    "tls { defaults { ca_path = \"cas\" } }, use_tls, 1",
    "tls { https { ca_file = \"ca.pem\" } }, use_tls, -",
    "acl { enabled = true }, acls, 1",
  })
  void whatAServerMayAdd(String hcl, String tag, String value) throws Exception {
    assertEquals(value, lan(SERVER + hcl).getOrDefault(tag, "-"));
  }

  @Test
  void aClient() throws Exception {
    Map<String, String> wanted = new TreeMap<>();
    wanted.put("acls", "0");
    wanted.put("build", "1.22.5:");
    wanted.put("dc", "dc1");
    wanted.put("id", ID);
    wanted.put("role", "node");
    wanted.put("segment", "");
    wanted.put("vsn", "2");
    wanted.put("vsn_max", "3");
    wanted.put("vsn_min", "2");
    String client = "bind_addr = \"127.0.0.1\" data_dir = \"/tmp\" ";
    assertEquals(wanted, lan(client));
    wanted.put("rc_tm", "15s");
    assertEquals(wanted, lan(client + "advertise_reconnect_timeout = \"15s\""));
  }

  /// What a client asks for beats the pool's own time; what cannot be read does not.
  @ParameterizedTest
  @CsvSource({"15s, 15", "1h, 3600", "0s, 8", "soon, 8", "-, 8"})
  void aMemberIsKeptAsLongAsItAsks(String announced, long seconds) throws Exception {
    RuntimeConfig config =
        config("bind_addr = \"127.0.0.1\" data_dir = \"/tmp\" reconnect_timeout = \"9h\"");
    Map<String, String> tags = announced.equals("-") ? Map.of() : Map.of("rc_tm", announced);
    Member member =
        new Member(
            "two",
            Bytes.wrap(new byte[] {127, 0, 0, 1}),
            8301,
            tags,
            MemberStatus.FAILED,
            Member.Versions.CONSUL);
    PoolOptions pool = Pools.lan(config, ID, MemberTags.lan(config, ID));
    assertEquals(TimeUnit.HOURS.toNanos(9), pool.serf().reconnectTimeout());
    assertEquals(
        TimeUnit.SECONDS.toNanos(seconds),
        pool.reconnect().timeout(member, TimeUnit.SECONDS.toNanos(8)));
  }
}
