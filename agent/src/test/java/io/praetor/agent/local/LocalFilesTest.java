// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.agent.checks.CheckKinds;
import io.praetor.catalog.NodeService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that real Consul wrote, and files of our own.
class LocalFilesTest {
  private static final String RECORDED_SERVICE =
      """
      {"Token":"","Service":{"Kind":"connect-proxy","ID":"web1-sidecar-proxy","Service":"web-sidecar-proxy",\
      "Tags":["a"],"Address":"","Meta":{"x":"y"},"Port":21000,"Weights":{"Passing":1,"Warning":1},\
      "EnableTagOverride":false,"Proxy":{"DestinationServiceName":"web","DestinationServiceID":"web1",\
      "LocalServiceAddress":"127.0.0.1","LocalServicePort":80,"Mode":"","MeshGateway":{},"Expose":{}},\
      "Connect":{},"PeerName":"","CreateIndex":0,"ModifyIndex":0},"Source":"remote",\
      "LocallyRegisteredAsSidecar":true}""";

  private static final String RECORDED_CHECK =
      """
      {"Check":{"Node":"tester-1","CheckID":"fast","Name":"fast","Status":"critical","Notes":"",\
      "Output":"","ServiceID":"","ServiceName":"","ServiceTags":null,"Type":"http","Interval":"1s",\
      "Timeout":"0s","ExposedPort":0,"Definition":{},"CreateIndex":0,"ModifyIndex":0},\
      "ChkType":{"CheckID":"fast","Name":"fast","Status":"","Notes":"","ScriptArgs":null,\
      "HTTP":"http://127.0.0.1:24100/code/200","H2PING":"","H2PingUseTLS":false,"Header":null,\
      "Method":"","Body":"","DisableRedirects":false,"TCP":"","TCPUseTLS":false,"UDP":"",\
      "Interval":1000000000,"AliasNode":"","AliasService":"","DockerContainerID":"","Shell":"",\
      "GRPC":"","GRPCUseTLS":false,"OSService":"","TLSServerName":"","TLSSkipVerify":false,\
      "Timeout":0,"TTL":0,"SuccessBeforePassing":3,"FailuresBeforeWarning":2,\
      "FailuresBeforeCritical":2,"ProxyHTTP":"","ProxyGRPC":"","DeregisterCriticalServiceAfter":0,\
      "OutputMaxSize":0},"Token":"","Source":"remote"}""";

  private static final String RECORDED_MAINTENANCE =
      """
      {"Check":{"Node":"tester-1","CheckID":"_node_maintenance","Name":"Node Maintenance Mode",\
      "Status":"critical","Notes":"x","Output":"","ServiceID":"","ServiceName":"","ServiceTags":null,\
      "Type":"maintenance","Interval":"","Timeout":"","ExposedPort":0,"Definition":{},"CreateIndex":0,\
      "ModifyIndex":0},"ChkType":null,"Token":"","Source":"local"}""";

  private static final String RECORDED_STATE =
      """
      {"CheckID":"ttl","Output":"hello","Status":"passing","Expires":1795642827}""";

  @TempDir private Path folder;
  private LocalFiles files;

  @BeforeEach
  void open() {
    files = new LocalFiles(folder);
  }

  private void put(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void filesAreNamedAsConsulNamesThem() {
    assertEquals(
        "659a7fb2af476fae688d711213d91dc1550a37f0395a00a6f7bacb78ece3666b",
        LocalFiles.hash("web1"));
    assertEquals(
        "05032f856dc252ee2fd3961a1829cdb46c15d445b174042e579948ffc2de175a",
        LocalFiles.hash("_node_maintenance"));
  }

  @Test
  void filesOfConsulAreRead() throws IOException {
    put("services/a", RECORDED_SERVICE);
    put("services/configs/b", "not a registration");
    put("checks/a", RECORDED_CHECK);
    put("checks/b", RECORDED_MAINTENANCE);
    put("checks/state/a", RECORDED_STATE);
    ServiceEntry service = files.services().getFirst();
    assertEquals(1, files.services().size());
    assertTrue(service.service().locallyRegisteredAsSidecar());
    assertEquals("web1", service.service().proxy().destinationServiceId());
    List<CheckEntry> checks =
        files.checks().stream().sorted(java.util.Comparator.comparing(CheckEntry::id)).toList();
    assertEquals(
        List.of("_node_maintenance", "fast"), checks.stream().map(CheckEntry::id).toList());
    assertNull(checks.getFirst().type());
    assertEquals(Source.LOCAL, checks.getFirst().source());
    var type = Objects.requireNonNull(checks.getLast().type());
    assertEquals(Duration.ofSeconds(1), type.interval());
    assertEquals(CheckKinds.HTTP, CheckKinds.of(type));
    assertEquals(3, type.successBeforePassing());
    assertEquals(
        new StoredState("ttl", "hello", "passing", 1795642827L), files.states().get("ttl"));
  }

  @Test
  void whatIsSavedIsReadBackAndHasConsulsForm() throws IOException {
    put("services/a", RECORDED_SERVICE);
    ServiceEntry service = files.services().getFirst();
    files.save(service);
    Path file = folder.resolve("services").resolve(LocalFiles.hash("web1-sidecar-proxy"));
    assertEquals(RECORDED_SERVICE, Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    put("checks/b", RECORDED_MAINTENANCE);
    CheckEntry check = files.checks().getFirst();
    files.save(check);
    assertEquals(
        RECORDED_MAINTENANCE,
        Files.readString(folder.resolve("checks").resolve(LocalFiles.hash("_node_maintenance"))));
    files.save(new StoredState("ttl", "hello", "passing", 1795642827L));
    assertEquals(
        RECORDED_STATE,
        Files.readString(folder.resolve("checks/state").resolve(LocalFiles.hash("ttl"))));
    files.forgetService("web1-sidecar-proxy");
    files.forgetCheck("_node_maintenance");
    files.forgetCheck("ttl");
    assertEquals(0, files.states().size());
  }

  @Test
  void brokenFilesAreLeftOutAndHalfWrittenOnesRemoved() throws IOException {
    put("services/bad", "{\"Service\":");
    put("services/empty", "");
    put("services/null", "{\"Service\":null}");
    put("services/half.tmp", RECORDED_SERVICE);
    put("services/good", RECORDED_SERVICE);
    assertEquals(1, files.services().size());
    assertTrue(Files.notExists(folder.resolve("services/half.tmp")));
  }

  @Test
  void hostileFilesEndInARegistrationOrNothing() throws IOException {
    long seed = 20261125;
    Random random = new Random(seed);
    byte[] good = RECORDED_CHECK.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = good.clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
      }
      Path file = folder.resolve("checks/x");
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      try {
        assertTrue(files.checks().size() <= 1);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + " round " + round, e);
      }
    }
  }

  @Test
  void aServiceWithoutAnythingIsReadBackEqual() {
    NodeService bare = NodeService.builder().id("a/b c!").service("a/b c!").build();
    ServiceEntry entry = new ServiceEntry(bare, "token", Source.REMOTE);
    files.save(entry);
    assertEquals(List.of(entry), files.services());
  }
}
