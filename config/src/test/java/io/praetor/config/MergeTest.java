// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Loading.config;
import static io.praetor.config.Loading.error;
import static io.praetor.config.Loading.load;
import static io.praetor.config.Loading.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How several sources come together.
class MergeTest {
  private static final String NEEDED = "\"data_dir\":\"/d\",\"bind_addr\":\"127.0.0.1\",";

  private static FakeHost host(String... texts) {
    FakeHost host = new FakeHost();
    for (int i = 0; i < texts.length; i++) {
      host.file("c/" + (char) ('a' + i) + ".json", "{" + NEEDED + texts[i] + "}");
    }
    return host;
  }

  @Test
  void aLaterScalarReplaces() {
    RuntimeConfig config =
        config(
            load(
                host("\"domain\":\"one.\",\"log_level\":\"WARN\"", "\"domain\":\"two.\""),
                "-config-dir",
                "c"));
    assertEquals("two.", config.dns().domain());
    assertEquals("WARN", config.log().level());
  }

  @Test
  void listsAreAppendedWithThoseOfFlagsFirst() {
    RuntimeConfig config =
        config(
            load(
                host("\"recursors\":[\"1.1.1.1\"]", "\"recursors\":[\"2.2.2.2\"]"),
                "-config-dir",
                "c",
                "-recursor",
                "9.9.9.9",
                "-hcl",
                "recursors = [\"3.3.3.3\"]"));
    assertEquals(List.of("9.9.9.9", "1.1.1.1", "2.2.2.2", "3.3.3.3"), config.dns().recursors());
  }

  @Test
  void allowWriteHttpFromComesLastAlthoughItIsAList() {
    RuntimeConfig config =
        config(
            load(
                host("\"http_config\":{\"allow_write_http_from\":[\"10.0.0.0/8\"]}"),
                "-config-dir",
                "c",
                "-allow-write-http-from",
                "127.0.0.0/8"));
    assertEquals("[10.0.0.0/8, 127.0.0.0/8]", config.http().allowWriteFrom().toString());
  }

  @Test
  void mapsAreOverlaidAndBlocksMergedFieldByField() {
    RuntimeConfig config =
        config(
            load(
                host(
                    "\"node_meta\":{\"a\":\"1\",\"b\":\"1\"},\"ports\":{\"http\":1,\"dns\":2}",
                    "\"node_meta\":{\"b\":\"2\"},\"ports\":{\"dns\":3}"),
                "-config-dir",
                "c"));
    assertEquals(Map.of("a", "1", "b", "2"), config.node().meta());
    assertEquals(1, config.ports().http());
    assertEquals(3, config.ports().dns());
  }

  @Test
  void singleDefinitionsJoinTheLists() {
    RuntimeConfig config =
        config(
            load(
                host(
                    "\"service\":{\"name\":\"one\"},\"services\":[{\"name\":\"two\"}]",
                    "\"service\":{\"name\":\"three\"},\"check\":{\"name\":\"c\",\"ttl\":\"1s\"}"),
                "-config-dir",
                "c"));
    assertEquals(
        List.of("two", "one", "three"),
        config.services().stream().map(ServiceDefinition::name).toList());
    assertEquals(1, config.serviceChecks().size());
  }

  @Test
  void flagsBeatFilesAndFragmentsBeatFlags() {
    FakeHost host = host("\"datacenter\":\"file\",\"domain\":\"file.\",\"node_name\":\"file\"");
    RuntimeConfig config =
        config(
            load(
                host,
                "-datacenter",
                "flag",
                "-config-dir",
                "c",
                "-domain",
                "flag.",
                "-hcl",
                "domain = \"first.\"",
                "-hcl",
                "domain = \"second.\""));
    assertEquals("flag", config.node().datacenter());
    assertEquals("second.", config.dns().domain());
    assertEquals("file", config.node().name());
  }

  @Test
  void pathsAreReadInTheirOrderAndFoldersByName() {
    FakeHost host =
        new FakeHost()
            .file("z.json", "{" + NEEDED + "\"domain\":\"z.\"}")
            .file("dir/b.json", "{\"domain\":\"b.\"}")
            .file("dir/a.hcl", "domain = \"a.\"")
            .file("dir/c.txt", "not read")
            .file("dir/sub/x.json", "{\"domain\":\"sub.\"}");
    LoadResult result = load(host, "-config-file", "z.json", "-config-dir", "dir");
    assertEquals("b.", config(result).dns().domain());
    assertEquals(
        List.of(
            "skipping file dir/c.txt, extension must be .hcl or .json, or config format must be"
                + " set"),
        warnings(result));
    assertEquals(
        "z.", config(load(host, "-config-dir", "dir", "-config-file", "z.json")).dns().domain());
  }

  @Test
  void theFormatCanBeForced() {
    FakeHost host = new FakeHost().file("c.conf", "data_dir = \"/d\"\nbind_addr = \"127.0.0.1\"");
    assertEquals(
        "/d",
        config(load(host, "-config-format", "hcl", "-config-file", "c.conf")).node().dataDir());
    assertEquals(
        "file c.conf has unknown extension; must be .hcl or .json, or config format must be set",
        error(load(host, "-config-file", "c.conf")));
    assertEquals(
        "config: -config-format must be either 'hcl' or 'json'",
        error(load(host, "-config-format", "yaml", "-config-file", "c.conf")));
  }

  @Test
  void whatCannotBeReadIsNamed() {
    assertEquals(
        "config: Open failed on none.json. open none.json: no such file or directory",
        error(load(new FakeHost(), "-config-file", "none.json")));
  }

  @Test
  void emptyFilesCountForNothing() {
    FakeHost host = host("\"domain\":\"x.\"").file("c/z.json", "");
    assertEquals("x.", config(load(host, "-config-dir", "c")).dns().domain());
  }

  @Test
  void devModeChangesDefaultsButNotWhatIsGiven() {
    RuntimeConfig dev = Loading.dev();
    assertTrue(dev.node().server());
    assertTrue(dev.ui().enabled());
    assertTrue(dev.enableDebug());
    assertTrue(dev.connect().enabled());
    assertEquals("127.0.0.1", Ip.text(dev.addresses().bindAddr()));
    assertEquals(8502, dev.ports().grpc());
    assertEquals("DEBUG", dev.log().level());
    assertEquals(Duration.ofMillis(35), dev.raft().heartbeatTimeout());
    assertEquals(Duration.ofMillis(52), dev.raft().electionTimeout());
    assertEquals(Duration.ofMillis(20), dev.raft().leaderLeaseTimeout());
    assertEquals(Duration.ofMillis(100), dev.gossip().lan().probeInterval());
    RuntimeConfig given =
        Loading.dev(
            "-log-level", "err", "-grpc-port", "-1", "-hcl", "ui_config { enabled = false }");
    assertEquals("err", given.log().level());
    assertEquals(-1, given.ports().grpc());
    assertFalse(given.ui().enabled());
  }

  /// Values that Consul keeps for itself parse and are then overridden.
  @Test
  void internalValuesCannotBeSet() {
    RuntimeConfig config =
        Loading.json("\"ae_interval\":\"1s\",\"check_reap_interval\":\"1s\",\"version\":\"9\"");
    assertEquals(Duration.ofMinutes(1), config.checks().antiEntropyInterval());
    assertEquals(Duration.ofSeconds(30), config.checks().reapInterval());
    assertEquals("1.22.5", config.build().version());
  }

  @Test
  void olderKeysGiveWayToTheirReplacements() {
    LoadResult result =
        Loading.loadJson(
            "\"acl_default_policy\":\"deny\",\"acl\":{\"default_policy\":\"allow\"},"
                + "\"start_join\":[\"a\"],\"retry_join\":[\"b\"],\"verify_incoming\":true,"
                + "\"ca_file\":\"ca\"");
    RuntimeConfig config = config(result);
    assertEquals("allow", config.acl().defaultPolicy());
    assertEquals(List.of("b", "a"), config.join().lan().addresses());
    assertTrue(config.tls().https().verifyIncoming());
    assertFalse(config.tls().grpc().verifyIncoming());
    assertEquals("ca", config.tls().internalRpc().caFile());
    assertTrue(
        warnings(result)
            .contains("The 'start_join' field is deprecated. Use the 'retry_join' field instead."));
  }

  @Test
  void keysMatchWhateverTheirCase() {
    assertEquals("x.", Loading.json("\"DOMAIN\":\"x.\"").dns().domain());
    assertEquals(
        "failed to parse f.json: 1 error occurred:\n\t* invalid config key DataDir\n\n",
        error(Loading.loadJson("\"DataDir\":\"x\"")));
  }

  @Test
  void argumentsThatAreNoFlagsAreRefused() {
    assertEquals(
        "Unexpected extra arguments: [a b]", error(load(new FakeHost(), "-dev", "a", "b")));
  }
}
