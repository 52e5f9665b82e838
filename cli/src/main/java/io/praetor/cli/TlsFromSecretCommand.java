// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.config.AgentFlags;
import io.praetor.config.ConfigLoader;
import io.praetor.config.FlagException;
import io.praetor.config.LoadResult;
import io.praetor.config.RuntimeConfig;
import io.praetor.connect.AgentCertificates;
import io.praetor.connect.AgentCertificates.Authority;
import io.praetor.connect.AgentCertificates.LeafWish;
import io.praetor.connect.AgentCertificates.Usage;
import io.praetor.connect.ClusterSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/// `tls from-secret`: all that one agent needs to be a member of a secured cluster, out of one secret that every member has:
/// the key of gossip, the authority, a certificate, and a configuration file that uses them. Consul has no such command.
final class TlsFromSecretCommand extends Command {
  /// Whoever has the secret can make certificates anyway, so a short life would protect from nothing.
  private static final int VALID_DAYS = 1825;

  private static final int MAX_SECRET_BYTES = 4096;

  /// How far the clock of another member may be behind.
  private static final Duration CLOCKS_APART = Duration.ofHours(1);

  private final Flag<String> folder =
      flags.string(
          "out", ".", "Folder for the files. What is there of the same names is replaced.");
  private final Flag<String> secretFile =
      flags.string("secret-file", "File with the secret, without which it is read from the input.");

  @Override
  String synopsis() {
    return "Make an agent's key and certificates out of the cluster's secret";
  }

  @Override
  String usage() {
    return "tls from-secret [options] [AGENT_OPTIONS...]";
  }

  @Override
  String details() {
    return """
        Makes ca.pem, agent.pem, agent-key.pem and secured.json for the agent that has the options given after --, as `consul agent` takes them. With

            $ openssl rand -base64 32 > secret
            $ consul tls from-secret -secret-file=secret -out=tls -- -server -data-dir=data
            $ consul agent -config-file=tls/secured.json -server -data-dir=data

        gossip and RPC are encrypted, and only agents with the same secret are let in; HTTP is served on the loopback address, and on port 8501 to those who show a certificate. Keep the secret as you would keep a CA's key.""";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    RuntimeConfig config = configuration(arguments);
    ClusterSecret secret = secret(terminal);
    Authority authority = secret.authority();
    Path out = terminal.folder().resolve(folder.value()).toAbsolutePath().normalize();
    try {
      AgentCertificates.Made made =
          AgentCertificates.leaf(authority, wish(config, Instant.now()), new SecureRandom());
      Files.createDirectories(out);
      write(out.resolve("ca.pem"), AgentCertificates.pem(authority.certificate()), "rw-r--r--");
      write(out.resolve("agent.pem"), made.certificate(), "rw-r--r--");
      write(out.resolve("agent-key.pem"), made.key(), "rw-------");
      write(out.resolve("secured.json"), settings(out, secret), "rw-------");
    } catch (GeneralSecurityException e) {
      throw new Failure("Error making the certificate: " + e.getMessage());
    } catch (IOException e) {
      throw new Failure("Error writing to " + out + ": " + InputFiles.reason(e));
    }
    terminal
        .out()
        .print(
            "==> Saved the certificate of a "
                + (config.node().server() ? "server" : "client agent")
                + " of "
                + config.node().datacenter()
                + " to "
                + out
                + "\n");
    return 0;
  }

  /// What the agent will be, by all of its own configuration.
  private static RuntimeConfig configuration(List<String> arguments) throws Failure {
    try {
      return switch (ConfigLoader.load(AgentProcess.sources(AgentFlags.parse(arguments)))) {
        case LoadResult.Loaded(RuntimeConfig config, List<String> warnings) -> config;
        case LoadResult.Refused(String error) -> throw new Failure(error.stripTrailing());
      };
    } catch (FlagException e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }

  private ClusterSecret secret(Terminal terminal) throws Failure {
    try {
      byte[] read;
      if (secretFile.value().isEmpty()) {
        read = terminal.in().readNBytes(MAX_SECRET_BYTES + 1);
      } else {
        try (var file = Files.newInputStream(terminal.folder().resolve(secretFile.value()))) {
          read = file.readNBytes(MAX_SECRET_BYTES + 1);
        }
      }
      if (read.length > MAX_SECRET_BYTES) {
        throw new Failure("The secret must not be longer than " + MAX_SECRET_BYTES + " bytes");
      }
      return ClusterSecret.of(new String(read, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new Failure("Error reading the secret: " + InputFiles.reason(e));
    } catch (IllegalArgumentException e) {
      throw new Failure("Error: " + e.getMessage());
    }
  }

  private static LeafWish wish(RuntimeConfig config, Instant now) {
    String name =
        (config.node().server() ? "server." : "client.")
            + config.node().datacenter()
            + "."
            + config.dns().domain().replaceAll("\\.$", "");
    Instant from = now.truncatedTo(ChronoUnit.SECONDS).minus(CLOCKS_APART);
    return new LeafWish(
        name,
        List.of(name, "localhost"),
        List.of(InetAddress.ofLiteral("127.0.0.1")),
        List.of(Usage.SERVER, Usage.CLIENT),
        from,
        from.plus(Duration.ofDays(VALID_DAYS)));
  }

  private static String settings(Path out, ClusterSecret secret) {
    return """
        {
          "encrypt": "%s",
          "tls": {
            "defaults": {
              "ca_file": "%2$s/ca.pem",
              "cert_file": "%2$s/agent.pem",
              "key_file": "%2$s/agent-key.pem",
              "verify_incoming": true,
              "verify_outgoing": true
            },
            "internal_rpc": {"verify_server_hostname": true}
          },
          "addresses": {"http": "127.0.0.1"},
          "ports": {"https": 8501}
        }
        """
        .formatted(
            Base64.getEncoder().encodeToString(secret.gossipKey()),
            out.toString().replace("\\", "\\\\").replace("\"", "\\\""));
  }

  /// Never a file that is half there, nor one that others could read for a moment.
  private static void write(Path file, String content, String mode) throws IOException {
    Path fresh =
        Files.createTempFile(
            file.getParent(),
            "new",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, content);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(mode));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
