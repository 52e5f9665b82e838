// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A secured cluster of both kinds: gossip key, TLS with all three `verify_*` settings, clients with
/// certificates from files and from the servers. The authority and the certificates of one kind are made
/// by the program of the other. The variable `CONSUL_PEER` names Consul's program.
@Timeout(240)
class SecuredClusterIT {
  private static final String CONSUL = Mixed.CONSUL;
  private static final String OURS = System.getProperty("praetor.command", "");
  private static final String KEY = "Zm9yIHRlc3RzIG9mIGEgc2VjdXJlZCBjbHVzdGVyISE=";

  @TempDir Path folder;
  private final List<AgentProcess> agents = new ArrayList<>();
  private int[] ports;

  @BeforeAll
  static void needsConsul() {
    Mixed.needsConsul();
  }

  /// Makes the authority with the one, and the certificates of each kind with the program of the other.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void agentsOfBothKindsTrustEachOther(boolean ourAuthority) throws Exception {
    run(ourAuthority ? OURS : CONSUL, "tls", "ca", "create");
    run(CONSUL, "tls", "cert", "create", "-server", "-additional-dnsname=for-ours");
    run(OURS, "tls", "cert", "create", "-server", "-additional-dnsname=for-theirs");
    run(CONSUL, "tls", "cert", "create", "-client");
    run(OURS, "tls", "cert", "create", "-client");
    ports = AgentProcess.freePorts(5);
    try {
      // It asks for its certificate until the servers are there.
      AgentProcess early = launch(6, OURS, fromServers());
      early.awaitLog("No servers successfully responded");
      AgentProcess ours = server(1, OURS, 0);
      AgentProcess ours2 = server(2, ourAuthority ? CONSUL : OURS, ourAuthority ? 1 : 0);
      AgentProcess theirs = server(3, CONSUL, 1);
      List<AgentProcess> servers = List.of(ours, ours2, theirs);
      for (AgentProcess server : servers) {
        server.await("/v1/operator/autopilot/health", "\"FailureTolerance\": ?1");
      }
      plainConnectionsAreClosed(servers);

      List<AgentProcess> clients =
          List.of(
              client(4, OURS, files(0)),
              client(5, CONSUL, files(1)),
              early,
              client(7, CONSUL, fromServers()));
      early.await("/v1/catalog/nodes", "\"it-6\"");
      Mixed.lead(ours, servers);
      allSeeAll(clients, "ours-leads");
      Mixed.lead(theirs, servers);
      allSeeAll(clients, "theirs-leads");
      for (AgentProcess agent : agents) {
        String log = agent.log();
        assertTrue(!log.contains("can't find method"), agent.host);
      }
    } finally {
      for (AgentProcess agent : agents) {
        agent.kill();
      }
    }
  }

  private void plainConnectionsAreClosed(List<AgentProcess> servers) throws IOException {
    for (AgentProcess server : servers) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(server.host, ports[2]), 5000);
        socket.setSoTimeout(5000);
        socket.getOutputStream().write(4);
        int answer;
        try {
          answer = socket.getInputStream().read();
        } catch (java.net.SocketException reset) {
          answer = -1;
        }
        assertEquals(-1, answer, server.host);
      }
    }
  }

  /// Each client registers a service, and every client's watch of it, which is a stream, shows it.
  private static void allSeeAll(List<AgentProcess> clients, String round) throws Exception {
    for (AgentProcess from : clients) {
      String service = round + "-" + from.host.substring(from.host.lastIndexOf('.') + 1);
      for (AgentProcess to : clients) {
        to.get("/v1/health/service/" + service + "?cached");
      }
      String body = "{\"Name\":\"" + service + "\",\"Port\":80}";
      assertEquals(200, from.put("/v1/agent/service/register", body).statusCode());
      for (AgentProcess to : clients) {
        String answer =
            to.await("/v1/health/service/" + service, "\"Service\": ?\"" + service + "\"");
        Matcher index = Pattern.compile("\"ModifyIndex\": ?(\\d+)").matcher(answer);
        assertTrue(index.find());
        to.await(
            "/v1/health/service/" + service + "?index=1&wait=20s",
            "\"Service\": ?\"" + service + "\"");
        to.await("/v1/agent/connect/ca/leaf/" + service, "\"ServiceURI\"");
      }
      assertEquals("true", from.put("/v1/kv/" + service, "x").body().strip());
    }
  }

  private AgentProcess server(int number, String program, int certificate) throws Exception {
    return launch(
        number,
        program,
        files(certificate)
            .replace("dc1-client-consul", "dc1-server-consul")
            .replaceFirst("\\{", "{ \"auto_encrypt\": {\"allow_tls\": true},"),
        "-server",
        "-bootstrap-expect=3");
  }

  private AgentProcess client(int number, String program, String tls) throws Exception {
    AgentProcess client = launch(number, program, tls);
    client.await("/v1/catalog/nodes", "\"it-" + number + "\"");
    return client;
  }

  /// @param certificate which of those that were made in order
  private String files(int certificate) {
    return "{ \"tls\": {\"defaults\": {\"ca_file\": \""
        + file("consul-agent-ca.pem")
        + "\", \"cert_file\": \""
        + file("dc1-client-consul-" + certificate + ".pem")
        + "\", \"key_file\": \""
        + file("dc1-client-consul-" + certificate + "-key.pem")
        + "\", \"verify_outgoing\": true}, \"internal_rpc\": {\"verify_incoming\": true,"
        + " \"verify_server_hostname\": true}}}";
  }

  private String fromServers() {
    return "{ \"auto_encrypt\": {\"tls\": true, \"dns_san\": [\"extra.example\"]},"
        + " \"tls\": {\"defaults\": {\"ca_file\": \""
        + file("consul-agent-ca.pem")
        + "\", \"verify_outgoing\": true}, \"internal_rpc\": {\"verify_server_hostname\": true}}}";
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private AgentProcess launch(int number, String program, String tls, String... flags)
      throws Exception {
    Path config = Files.writeString(folder.resolve("tls-" + number + ".json"), tls);
    List<String> all = new ArrayList<>(Arrays.asList(flags));
    all.addAll(
        List.of(
            "-config-file=" + config,
            "-encrypt=" + KEY,
            "-data-dir=" + folder.resolve("data-" + number),
            "-hcl=performance { raft_multiplier = 1 }",
            "-hcl=disable_update_check = true",
            "-retry-join=127.17.2.1:" + ports[3],
            "-retry-join=127.17.2.3:" + ports[3],
            "-retry-interval=1s"));
    AgentProcess agent =
        AgentProcess.launchAs(
            program,
            folder,
            "it-" + number,
            "127.17.2." + number,
            ports,
            all.toArray(String[]::new));
    agents.add(agent);
    return agent;
  }

  private void run(String... command) throws Exception {
    Path log = Files.createTempFile(folder, "cli", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), String.join(" ", command) + "\n" + Files.readString(log));
  }
}
