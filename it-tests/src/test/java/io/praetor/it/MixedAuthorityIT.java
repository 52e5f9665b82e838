// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The certificate authority of a cluster of both kinds: whichever leads goes on with the root that the
/// other made, and signs for all. The variable `CONSUL_PEER` names Consul's program.
@Timeout(240)
class MixedAuthorityIT {
  private static final String CONSUL = Mixed.CONSUL;
  private static final String ROOTS = "/v1/connect/ca/roots";
  private static final Pattern ACTIVE = Pattern.compile("\"ActiveRootID\": ?\"([^\"]+)\"");

  @TempDir Path folder;

  @BeforeAll
  static void needsConsul() {
    Mixed.needsConsul();
  }

  @Test
  void eachGoesOnWithTheOthersAuthority() throws Exception {
    int[] ports = AgentProcess.freePorts(5);
    List<AgentProcess> servers = new ArrayList<>();
    try {
      for (int i = 1; i <= 3; i++) {
        servers.add(launch(i, ports));
      }
      AgentProcess ours = servers.getFirst();
      AgentProcess theirs = servers.getLast();
      for (AgentProcess server : servers) {
        server.await("/v1/operator/autopilot/health", "\"FailureTolerance\": ?1");
      }
      Mixed.lead(ours, servers);
      String first = active(ours.await(ROOTS, ACTIVE.pattern()));
      everyAgentGetsALeaf(servers, "while-ours-leads");

      Mixed.lead(theirs, servers);
      assertEquals(first, active(theirs.get(ROOTS).body()));
      everyAgentGetsALeaf(servers, "while-theirs-leads");

      Mixed.lead(ours, servers);
      assertEquals(first, active(ours.get(ROOTS).body()));
      // Another kind of key makes another root, which the one before vouches for.
      String second = rotate(ours, 384, first);
      everyAgentGetsALeaf(servers, "after-our-rotation");

      Mixed.lead(theirs, servers);
      assertEquals(second, active(theirs.get(ROOTS).body()));
      everyAgentGetsALeaf(servers, "their-turn-on-our-second-root");
      String third = rotate(theirs, 256, second);

      Mixed.lead(ours, servers);
      assertEquals(third, active(ours.get(ROOTS).body()));
      everyAgentGetsALeaf(servers, "our-turn-on-their-root");
      for (AgentProcess server : servers) {
        assertFalse(server.log().contains("can't find method"), server::host);
        assertFalse(server.log().contains("is not the active root"), server::host);
      }
    } finally {
      for (AgentProcess server : servers) {
        server.kill();
      }
    }
  }

  /// Consul's servers of a second datacenter get an intermediate certificate from our primary's leader.
  @Test
  void theirSecondaryDatacenterSignsUnderOurRoot() throws Exception {
    int[] ports = AgentProcess.freePorts(5);
    AgentProcess primary = datacenter(System.getProperty("praetor.command"), 4, "dc1", ports);
    AgentProcess secondary = datacenter(CONSUL, 5, "dc2", ports);
    try {
      String body = secondary.await("/v1/agent/connect/ca/leaf/web", "/dc/dc2/svc/web\"");
      String chain = body.replaceAll("(?s).*\"CertPEM\": ?\"([^\"]*)\".*", "$1");
      String[] pems = chain.replace("\\n", "\n").split("(?<=-----END CERTIFICATE-----\n)", -1);
      X509Certificate leaf = certificate(pems[0]);
      X509Certificate intermediate = certificate(pems[1]);
      leaf.verify(intermediate.getPublicKey());
      intermediate.verify(certificate(primary.get(ROOTS + "?pem=true").body()).getPublicKey());
      assertEquals(active(primary.get(ROOTS).body()), active(secondary.get(ROOTS).body()));
    } finally {
      primary.kill();
      secondary.kill();
    }
  }

  private AgentProcess datacenter(String program, int number, String name, int[] ports)
      throws Exception {
    return AgentProcess.launchAs(
        program,
        folder,
        "it-" + number,
        "127.17.1." + number,
        ports,
        "-server",
        "-bootstrap-expect=1",
        "-datacenter=" + name,
        "-data-dir=" + folder.resolve("data-" + number),
        "-hcl=primary_datacenter = \"dc1\"",
        "-hcl=performance { raft_multiplier = 1 }",
        "-hcl=disable_update_check = true",
        "-retry-join-wan=127.17.1.4:" + ports[4],
        "-retry-interval-wan=1s");
  }

  private static String active(String roots) {
    Matcher matcher = ACTIVE.matcher(roots);
    assertTrue(matcher.find(), roots);
    return matcher.group(1);
  }

  private static String rotate(AgentProcess leader, int bits, String before) throws Exception {
    String config =
        "{\"Provider\":\"consul\",\"Config\":{\"LeafCertTTL\":\"72h\",\"PrivateKeyType\":\"ec\","
            + "\"PrivateKeyBits\":"
            + bits
            + "}}";
    var answer = leader.put("/v1/connect/ca/configuration", config);
    assertEquals(200, answer.statusCode(), answer.body());
    String after = active(leader.get(ROOTS).body());
    assertNotEquals(before, after);
    return after;
  }

  private static void everyAgentGetsALeaf(List<AgentProcess> servers, String service)
      throws Exception {
    for (AgentProcess server : servers) {
      String name = service + "-" + server.host.replace('.', '-');
      String body =
          server.await("/v1/agent/connect/ca/leaf/" + name, "\"ServiceURI\": ?\"spiffe://");
      String pem = body.replaceAll("(?s).*\"CertPEM\": ?\"([^\"]*)\".*", "$1");
      X509Certificate leaf = certificate(pem);
      String roots = server.get(ROOTS + "?pem=true").body();
      boolean trusted = false;
      for (String root : roots.split("(?<=-----END CERTIFICATE-----\n)", -1)) {
        if (!root.isBlank() && verifies(leaf, certificate(root))) {
          trusted = true;
        }
      }
      assertTrue(trusted, "no root of " + server.host + " signed the leaf of " + name);
    }
  }

  private static boolean verifies(X509Certificate leaf, X509Certificate root) {
    try {
      leaf.verify(root.getPublicKey());
      return true;
    } catch (java.security.GeneralSecurityException e) {
      return false;
    }
  }

  private static X509Certificate certificate(String pem) throws Exception {
    byte[] bytes = pem.replace("\\n", "\n").getBytes(StandardCharsets.US_ASCII);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  private AgentProcess launch(int number, int[] ports) throws Exception {
    return AgentProcess.launchAs(
        number == 1 ? System.getProperty("praetor.command") : CONSUL,
        folder,
        "it-" + number,
        "127.17.1." + number,
        ports,
        "-server",
        "-bootstrap-expect=3",
        "-data-dir=" + folder.resolve("data-" + number),
        "-hcl=performance { raft_multiplier = 1 }",
        "-hcl=disable_update_check = true",
        "-retry-join=127.17.1.1:" + ports[3],
        "-retry-join=127.17.1.2:" + ports[3],
        "-retry-interval=1s");
  }
}
