// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.praetor.dns.Rcode;
import io.praetor.dns.RecordData;
import io.praetor.dns.RecordType;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two datacenters with a server each, federated over the WAN, and asked from either side. Both are
/// ours, or one is of Consul itself, if the environment names it: `CONSUL_PEER=/path/to/consul`.
@Timeout(300)
class TwoDatacentersIT {
  private static final String OURS = System.getProperty("praetor.command", "");
  private static final String PEER = Mixed.CONSUL;
  private static final String INDEX = "X-Consul-Index";

  @TempDir Path folder;
  private final List<AgentProcess> agents = new ArrayList<>();
  private AgentProcess near;
  private AgentProcess far;

  private static String program(String kind) {
    return kind.equals("ours") ? OURS : PEER;
  }

  private AgentProcess launch(
      String kind, String node, String datacenter, int[] ports, String... more) throws Exception {
    List<String> flags = new ArrayList<>(List.of(more));
    flags.add("-datacenter=" + datacenter);
    flags.add("-data-dir=" + folder.resolve(node));
    AgentProcess agent =
        AgentProcess.launchAs(
            program(kind), folder, node, "127.0.0.1", ports, flags.toArray(new String[0]));
    agents.add(agent);
    return agent;
  }

  private AgentProcess server(String kind, String datacenter, int[] ports, String... more)
      throws Exception {
    List<String> flags = new ArrayList<>(List.of(more));
    flags.addAll(List.of("-server", "-bootstrap-expect=1", "-hcl=translate_wan_addrs = true"));
    AgentProcess server =
        launch(kind, "s-" + datacenter, datacenter, ports, flags.toArray(new String[0]));
    server.await("/v1/catalog/node/s-" + datacenter, "\"Node\": ?\\{");
    return server;
  }

  /// One server in `dc1`, and one in `dc2` that joins it.
  private void federate(String nearKind, String farKind, String... more) throws Exception {
    boolean needed = nearKind.equals("consul") || farKind.equals("consul");
    assumeTrue(
        !needed || Mixed.hasConsul(),
        "SKIPPED: needs CONSUL_PEER, the path of Consul 1.22's program");
    int[] ports = AgentProcess.freePorts(5);
    near = server(nearKind, "dc1", ports, more);
    List<String> flags = new ArrayList<>(List.of(more));
    flags.addAll(List.of("-retry-join-wan=127.0.0.1:" + ports[4], "-retry-interval-wan=1s"));
    far = server(farKind, "dc2", AgentProcess.freePorts(5), flags.toArray(new String[0]));
    near.await("/v1/agent/members?wan=1", "\"s-dc2\\.dc2\"");
    near.await("/v1/catalog/datacenters", "\"dc2\"");
    far.await("/v1/catalog/datacenters", "\"dc1\"");
    near.await("/v1/status/leader?dc=dc2", "127");
    far.await("/v1/status/leader?dc=dc1", "127");
  }

  @AfterEach
  void stop() throws Exception {
    for (AgentProcess agent : agents) {
      agent.kill();
    }
  }

  @ParameterizedTest
  @CsvSource({"ours, ours", "ours, consul", "consul, ours"})
  void eachAnswersForTheOther(String nearKind, String farKind) throws Exception {
    federate(nearKind, farKind);
    for (boolean there : List.of(true, false)) {
      AgentProcess asked = there ? near : far;
      AgentProcess other = there ? far : near;
      String dc = there ? "dc2" : "dc1";
      String own = there ? "dc1" : "dc2";
      keys(asked, other, dc);
      catalog(asked, other, dc);
      blocking(asked, other, dc);
      names(asked, dc);
      queries(asked, dc);
      distances(asked, own, dc);
      events(asked, other, dc);
      administration(asked, dc);
    }
    commands(program(nearKind));
  }

  private static HttpResponse<String> ok(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    return answer;
  }

  private static void keys(AgentProcess asked, AgentProcess other, String dc) throws Exception {
    ok(asked.put("/v1/kv/from/afar?dc=" + dc, "v-" + dc));
    assertEquals("v-" + dc, ok(other.get("/v1/kv/from/afar?raw")).body());
    assertEquals("v-" + dc, ok(asked.get("/v1/kv/from/afar?raw&dc=" + dc)).body());
    assertTrue(ok(asked.get("/v1/kv/from?keys&stale&dc=" + dc)).body().contains("from/afar"));
    assertEquals(404, asked.get("/v1/kv/nothing?dc=" + dc).statusCode());
    HttpResponse<String> session =
        ok(asked.put("/v1/session/create?dc=" + dc, "{\"Node\":\"s-" + dc + "\"}"));
    String id = session.body().replaceAll("(?s).*\"ID\": ?\"([^\"]*)\".*", "$1");
    assertEquals("true", ok(asked.put("/v1/kv/l?acquire=" + id + "&dc=" + dc, "x")).body().strip());
    ok(asked.put("/v1/session/renew/" + id + "?dc=" + dc, ""));
    ok(asked.put("/v1/session/destroy/" + id + "?dc=" + dc, ""));
    String txn = "[{\"KV\":{\"Verb\":\"set\",\"Key\":\"t\",\"Value\":\"dA==\"}}]";
    ok(asked.put("/v1/txn?dc=" + dc, txn));
    assertEquals("t", ok(other.get("/v1/kv/t?raw")).body());
  }

  private static void register(AgentProcess asked, String dc, int port) throws Exception {
    String body =
        """
        {"Datacenter":"%s","Node":"ext","Address":"10.0.0.1",
         "TaggedAddresses":{"wan":"198.18.0.1"},
         "Service":{"ID":"web","Service":"web","Port":%d,
           "TaggedAddresses":{"wan":{"Address":"198.18.1.1","Port":8080}}}}
        """
            .formatted(dc, port);
    ok(asked.put("/v1/catalog/register", body));
  }

  private static void catalog(AgentProcess asked, AgentProcess other, String dc) throws Exception {
    register(asked, dc, 80);
    assertTrue(ok(other.get("/v1/catalog/service/web")).body().contains("10.0.0.1"));
    assertTrue(ok(asked.get("/v1/catalog/services?dc=" + dc)).body().contains("\"web\""));
    HttpResponse<String> nodes = ok(asked.get("/v1/catalog/nodes?dc=" + dc));
    assertEquals(List.of("true"), nodes.headers().allValues("X-Consul-Translate-Addresses"));
    assertTrue(nodes.body().contains("\"Address\":\"198.18.0.1\""), nodes.body());
    String instance = ok(asked.get("/v1/health/service/web?passing&dc=" + dc)).body();
    assertTrue(instance.contains("\"Address\":\"198.18.1.1\""), instance);
    assertTrue(instance.contains("\"Port\":8080"), instance);
    assertTrue(instance.contains("\"Datacenter\":\"" + dc + "\""), instance);
    String leader = ok(other.get("/v1/status/leader")).body();
    assertEquals(leader, ok(asked.get("/v1/status/leader?dc=" + dc)).body());
    assertEquals("[]", ok(asked.get("/v1/agent/checks?dc=nowhere")).body().replace("{}", "[]"));
  }

  private static void blocking(AgentProcess asked, AgentProcess other, String dc) throws Exception {
    String path = "/v1/health/service/web?dc=" + dc;
    String index = ok(asked.get(path)).headers().firstValue(INDEX).orElseThrow();
    CompletableFuture<HttpResponse<String>> blocked = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                blocked.complete(asked.get(path + "&wait=20s&index=" + index));
              } catch (Exception e) {
                blocked.completeExceptionally(e);
              }
            });
    register(other, dc, 81);
    HttpResponse<String> woken = ok(blocked.get(25, TimeUnit.SECONDS));
    long next = Long.parseLong(woken.headers().firstValue(INDEX).orElseThrow());
    assertTrue(next > Long.parseLong(index), "woken at " + next + ", was " + index);
  }

  private static void names(AgentProcess asked, String dc) throws Exception {
    assertEquals(
        List.of(address("198.18.1.1")),
        DnsClient.answers(asked, "web.service." + dc + ".consul.", RecordType.A));
    assertEquals(
        List.of(address("198.18.0.1")),
        DnsClient.answers(asked, "ext.node." + dc + ".consul.", RecordType.A));
    var servers = DnsClient.ask(asked, "web.service." + dc + ".consul.", RecordType.SRV);
    RecordData.Srv srv = (RecordData.Srv) servers.answers().getFirst().data();
    assertEquals(8080, srv.port());
    assertEquals("c6120101.addr." + dc + ".consul.", srv.target().toString());
    assertEquals(
        Rcode.NXDOMAIN, DnsClient.ask(asked, "web.service.dc9.consul.", RecordType.A).rcode());
  }

  private static RecordData address(String literal) {
    return new RecordData.A(InetAddress.ofLiteral(literal).getAddress());
  }

  /// One that runs there, and one that runs here and finds something only there.
  private static void queries(AgentProcess asked, String dc) throws Exception {
    ok(asked.post("/v1/query?dc=" + dc, "{\"Name\":\"far\",\"Service\":{\"Service\":\"web\"}}"));
    String there = ok(asked.get("/v1/query/far/execute?dc=" + dc)).body();
    assertTrue(there.contains("\"Datacenter\":\"" + dc + "\",\"PeerName\":\"\""), there);
    for (String failover :
        List.of(
            "\"NearestN\":2",
            "\"Datacenters\":[\"dc9\",\"" + dc + "\"]",
            "\"Targets\":[{\"Datacenter\":\"" + dc + "\"}]")) {
      String name = "over-" + Integer.toHexString(failover.hashCode());
      ok(
          asked.post(
              "/v1/query",
              "{\"Name\":\""
                  + name
                  + "\",\"Service\":{\"Service\":\"only-"
                  + dc
                  + "\",\"Failover\":{"
                  + failover
                  + "}}}"));
      ok(
          asked.put(
              "/v1/catalog/register",
              """
              {"Datacenter":"%s","Node":"ext","Address":"10.0.0.1","SkipNodeUpdate":true,
               "Service":{"ID":"only","Service":"only-%s","Port":1,"Address":"10.7.7.7"}}
              """
                  .formatted(dc, dc)));
      String found = ok(asked.get("/v1/query/" + name + "/execute")).body();
      assertTrue(found.contains("\"Datacenter\":\"" + dc + "\""), found);
      assertTrue(found.contains("\"Failovers\":1"), found);
      assertEquals(
          List.of(address("10.7.7.7")),
          DnsClient.answers(asked, name + ".query.consul.", RecordType.A));
    }
  }

  private static void distances(AgentProcess asked, String own, String dc) throws Exception {
    assertEquals(
        "[\"" + own + "\",\"" + dc + "\"]", ok(asked.get("/v1/catalog/datacenters")).body());
    // A server's position is known once it has answered a probe.
    asked.await(
        "/v1/coordinate/datacenters", "\"Datacenter\":\"" + dc + "\",\"AreaID\":\"wan\".*\"Vec\"");
    assertTrue(ok(asked.get("/v1/coordinate/nodes?dc=" + dc)).body().startsWith("["));
  }

  private static void events(AgentProcess asked, AgentProcess other, String dc) throws Exception {
    String name = "deploy-" + dc;
    ok(asked.put("/v1/event/fire/" + name + "?dc=" + dc, "payload"));
    other.await("/v1/event/list?name=" + name, "\"Name\":\"" + name + "\"");
    assertEquals("[]", ok(asked.get("/v1/event/list?name=" + name)).body());
  }

  private static void administration(AgentProcess asked, String dc) throws Exception {
    String raft = ok(asked.get("/v1/operator/raft/configuration?dc=" + dc)).body();
    assertTrue(raft.contains("\"Node\":\"s-" + dc + "\""), raft);
    String usage = ok(asked.get("/v1/operator/usage?global")).body();
    assertTrue(usage.contains("\"dc1\":") && usage.contains("\"dc2\":"), usage);
    HttpResponse<String> keys = asked.get("/v1/operator/keyring");
    assertEquals(500, keys.statusCode());
    String all = keys.body();
    assertTrue(all.startsWith("7 errors occurred:\n\t* WAN error: 2/2 nodes"), all);
    assertTrue(all.contains("dc1 (LAN) error: 1/1") && all.contains("dc2 (LAN) error: 1/1"), all);
    byte[] snapshot = asked.bytes("/v1/snapshot?dc=" + dc);
    assertTrue(snapshot.length > 100 && snapshot[0] == 0x1f, "gzip");
    for (String path : List.of("/v1/kv/x", "/v1/status/leader", "/v1/snapshot")) {
      HttpResponse<String> lost = asked.get(path + "?dc=dc9");
      assertEquals("500 No path to datacenter", lost.statusCode() + " " + lost.body());
    }
  }

  private String command(String program, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(program));
    all.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().put("CONSUL_HTTP_ADDR", near.host + ":" + near.http);
    Path output = Files.createTempFile(folder, "command", ".txt");
    Process process = builder.redirectOutput(output.toFile()).start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), String.join(" ", words));
    String said = Files.readString(output);
    assertEquals(0, process.exitValue(), String.join(" ", words) + ": " + said);
    return said;
  }

  /// The command line of either program, asked in `dc1`.
  private void commands(String program) throws Exception {
    command(program, "kv", "put", "-datacenter=dc2", "by/cli", "x");
    assertEquals("x\n", command(program, "kv", "get", "-datacenter=dc2", "by/cli"));
    assertEquals("dc1\ndc2\n", command(program, "catalog", "datacenters"));
    String members = command(program, "members", "-wan");
    assertTrue(members.matches("(?s).*s-dc1\\.dc1 .*alive .*s-dc2\\.dc2 .*alive .*"), members);
    String trip = command(program, "rtt", "-wan", "s-dc1.dc1", "s-dc2.dc2");
    assertTrue(trip.endsWith("(using WAN coordinates)\n"), trip);
    assertTrue(command(program, "catalog", "nodes", "-datacenter=dc2").contains("s-dc2"));
  }

  /// It watches by gRPC, which our server answers from what the other datacenter says.
  @ParameterizedTest
  @CsvSource({"ours", "consul"})
  void aClientAgentOfConsulWatchesTheOtherDatacenter(String farKind) throws Exception {
    assumeTrue(Mixed.hasConsul(), "SKIPPED: needs CONSUL_PEER, the path of Consul 1.22's program");
    federate("ours", farKind);
    AgentProcess client =
        launch(
            "consul",
            "client",
            "dc1",
            AgentProcess.freePorts(5),
            "-retry-join=127.0.0.1:" + near.serfLan,
            "-retry-interval=1s");
    client.await("/v1/status/leader?dc=dc2", "127");
    register(far, "dc2", 80);
    client.await("/v1/health/service/web?cached&dc=dc2", "10\\.0\\.0\\.1");
    HttpResponse<String> first = client.get("/v1/health/service/web?cached&dc=dc2");
    assertEquals(List.of("streaming"), first.headers().allValues("X-Consul-Query-Backend"));
    blocking(client, far, "dc2");
  }

  @ParameterizedTest
  @CsvSource({"ours, ours", "ours, consul", "consul, ours"})
  void configurationEntriesFollowThePrimary(String nearKind, String farKind) throws Exception {
    federate(nearKind, farKind, "-hcl=primary_datacenter = \"dc1\"");
    String service =
        "{\"Kind\":\"service-defaults\",\"Name\":\"web\",\"Protocol\":\"http\",\"Meta\":{\"k\":\"%s\"}}";
    ok(near.put("/v1/config", service.formatted("one")));
    far.await("/v1/config/service-defaults/web", "\"k\":\"one\"");
    ok(far.put("/v1/config", service.formatted("two")));
    String written = ok(near.get("/v1/config/service-defaults/web")).body();
    assertTrue(written.contains("\"k\":\"two\""), "written in the primary: " + written);
    far.await("/v1/config/service-defaults/web", "\"k\":\"two\"");
    ok(near.delete("/v1/config/service-defaults/web"));
    far.await("/v1/config/service-defaults", "^\\[\\]$");
    HttpResponse<String> exported =
        far.put(
            "/v1/config", "{\"Kind\":\"exported-services\",\"Name\":\"default\",\"Services\":[]}");
    assertEquals(
        "exported-services writes must not target secondary datacenters.", exported.body());
  }

  /// Through a client agent; and while the other datacenter is away, and after it came back.
  @Test
  void aLostDatacenterIsToldAndFoundAgain() throws Exception {
    int[] wan = AgentProcess.freePorts(5);
    int[] lost = AgentProcess.freePorts(5);
    near = server("ours", "dc1", wan);
    String[] join = {"-retry-join-wan=127.0.0.1:" + wan[4], "-retry-interval-wan=1s"};
    far = server("ours", "dc2", lost, join);
    AgentProcess client =
        launch(
            "ours",
            "client",
            "dc1",
            AgentProcess.freePorts(5),
            "-retry-join=127.0.0.1:" + near.serfLan,
            "-retry-interval=1s");
    client.await("/v1/catalog/datacenters", "\"dc2\"");
    client.await("/v1/status/leader?dc=dc2", "127");
    ok(client.put("/v1/kv/k?dc=dc2", "v"));
    ok(client.put("/v1/event/fire/e?dc=dc2", "p"));
    far.await("/v1/event/list", "\"Name\":\"e\"");
    assertEquals(
        "rpc error making call: No path to datacenter", client.get("/v1/kv/k?dc=dc9").body());
    far.kill();
    near.get("/v1/kv/k?dc=dc2"); // It may go down with the old connection.
    String refused =
        "rpc error getting client: failed to get conn: dial tcp .*->127\\.0\\.0\\.1:"
            + lost[2]
            + ": connect: connection refused";
    HttpResponse<String> away = near.get("/v1/kv/k?dc=dc2");
    assertEquals(500, away.statusCode());
    assertTrue(away.body().matches(refused), away.body());
    String passedOn = client.get("/v1/kv/k?dc=dc2").body();
    assertTrue(passedOn.matches("rpc error making call: " + refused), passedOn);
    assertTrue(ok(near.get("/v1/catalog/datacenters")).body().contains("\"dc2\""), "still known");
    far = server("ours", "dc2", lost, join);
    near.await("/v1/kv/k?raw&dc=dc2", "^v$");
    client.await("/v1/kv/k?raw&dc=dc2", "^v$");
    assertEquals(
        List.of(),
        DnsClient.answers(near, "none.service.dc2.consul.", RecordType.A),
        "asked there, and there is none");
  }
}
