// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.cli.client.PemFiles;
import io.praetor.config.AgentFlags;
import io.praetor.config.ConfigLoader;
import io.praetor.config.LoadResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFromSecretCommandTest {
  private static final String SECRET = "9yBl9yzmkTqaS3Z4Yx0c2m4p1QWq8dYtq0Zs1kq5E6w=\n";

  @TempDir Path folder;

  private int run(String secret, String... arguments) {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    return new Cli(
            new Terminal(
                new ByteArrayInputStream(secret.getBytes(StandardCharsets.UTF_8)),
                nowhere,
                nowhere,
                Map.of(),
                folder))
        .run(List.of(arguments));
  }

  private X509Certificate certificate(String name) throws Exception {
    return PemFiles.certificates(folder.resolve("tls").resolve(name)).getFirst();
  }

  @Test
  void twoAgentsOfOneSecretFitTogether() throws Exception {
    String data = "-data-dir=" + folder.resolve("data");
    List<String> agent = List.of(data, "-bind=127.0.0.1", "-datacenter=dc2");
    assertEquals(0, run(SECRET, "tls", "from-secret", "-out=tls", "--", data, agent.get(1)));
    X509Certificate ca = certificate("ca.pem");
    X509Certificate client = certificate("agent.pem");
    String gossip = Files.readString(folder.resolve("tls/secured.json")).lines().toList().get(1);
    assertEquals(
        0,
        run(
            SECRET,
            "tls",
            "from-secret",
            "-out=tls",
            "--",
            "-server",
            agent.get(0),
            agent.get(1),
            agent.get(2)));
    X509Certificate server = certificate("agent.pem");

    client.verify(certificate("ca.pem").getPublicKey());
    server.verify(ca.getPublicKey());
    assertTrue(names(client).contains("client.dc1.consul"));
    assertTrue(names(server).contains("server.dc2.consul"));
    assertTrue(Files.readString(folder.resolve("tls/secured.json")).contains(gossip));
    // What was made is a configuration, and nobody else can read its secrets.
    assertInstanceOf(
        LoadResult.Loaded.class,
        ConfigLoader.load(
            AgentProcess.sources(
                AgentFlags.parse(
                    List.of(
                        data,
                        "-config-file=" + folder.resolve("tls/secured.json"),
                        "-bind=127.0.0.1")))));
    for (String secret : List.of("secured.json", "agent-key.pem")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(folder.resolve("tls").resolve(secret))));
    }
  }

  @Test
  void refusesAWeakSecretAndAWrongAgent() {
    String data = "-data-dir=" + folder.resolve("data");
    assertEquals(1, run("secret", "tls", "from-secret", "-out=tls", "--", data, "-bind=127.0.0.1"));
    assertEquals(1, run(SECRET, "tls", "from-secret", "-out=tls", "--", data, "-frobnicate"));
    assertFalse(Files.exists(folder.resolve("tls")));
  }

  private static List<String> names(X509Certificate certificate) throws Exception {
    return certificate.getSubjectAlternativeNames().stream()
        .map(entry -> entry.get(1).toString())
        .toList();
  }
}
