// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.PemFiles;
import io.praetor.connect.AgentCertificates;
import io.praetor.connect.AgentCertificates.LeafWish;
import io.praetor.connect.AgentCertificates.Usage;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// `tls cert create`: a certificate for a server, a client agent or a user of the command line, signed
/// by an authority of `tls ca create`, as two numbered files in the working folder.
final class TlsCertCreateCommand extends Command {
  private static final String DOMAIN_MARK = "#DOMAIN#";

  private final Flag<List<String>> dnsNames =
      flags.strings(
          "additional-dnsname",
          "One more DNS name of the certificate, besides localhost. May be given several times.");
  private final Flag<List<String>> addresses =
      flags.strings(
          "additional-ipaddress",
          "One more IP address of the certificate, besides 127.0.0.1. May be given several times.");
  private final Flag<String> ca =
      flags.string("ca", DOMAIN_MARK + "-agent-ca.pem", "File of the CA's certificate.");
  private final Flag<Boolean> cli = flags.bool("cli", "Make a certificate for the command line.");
  private final Flag<Boolean> client =
      flags.bool("client", "Make a certificate for a client agent.");
  private final Flag<Long> days =
      flags.integer("days", 365, "For how many days from now the certificate is valid.");
  private final Flag<String> datacenter =
      flags.string("dc", "dc1", "Datacenter in the certificate's names.");
  private final Flag<String> domain =
      flags.string("domain", "consul", "Domain in the certificate's names.");
  private final Flag<String> key =
      flags.string("key", DOMAIN_MARK + "-agent-ca-key.pem", "File of the CA's key.");
  private final Flag<String> node =
      flags.string(
          "node", "One more DNS name <node>.server.<datacenter>.<domain>; only with -server.");
  private final Flag<Boolean> server = flags.bool("server", "Make a certificate for a server.");

  @Override
  String synopsis() {
    return "Create a certificate";
  }

  @Override
  String usage() {
    return "tls cert create [options]";
  }

  @Override
  String details() {
    return """
        Makes a certificate, signs it with the CA in the current folder and saves it there with its key:

            $ consul tls cert create -server

        A server's certificate opens all of the cluster's state. Keep it on server nodes only.""";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (Stream.of(server, client, cli).filter(Flag::value).count() != 1) {
      throw new Failure("Please provide either -server, -client, or -cli");
    }
    if (!node.value().isEmpty() && !server.value()) {
      throw new Failure("-node requires -server");
    }
    String role = server.value() ? "server" : client.value() ? "client" : "cli";
    TlsFiles files = new TlsFiles(terminal);
    String start =
        TlsFiles.firstFree(datacenter.value() + "-" + role + "-" + domain.value(), files::exists);
    String caFile = ca.value().replace(DOMAIN_MARK, domain.value());
    String keyFile = key.value().replace(DOMAIN_MARK, domain.value());
    read(terminal, "Error reading CA: ", caFile);
    read(terminal, "Error reading CA key: ", keyFile);
    if (server.value()) {
      terminal
          .out()
          .print(
              """
              ==> WARNING: Server Certificates grants authority to become a
                  server and access all state in the cluster including root keys
                  and all ACL tokens. Do not distribute them to production hosts
                  that are not server nodes. Store them as securely as CA keys.
              """);
    }
    terminal.out().print("==> Using " + caFile + " and " + keyFile + "\n");
    PrivateKey signingKey = signingKey(terminal, keyFile);
    X509Certificate authority = authority(terminal, caFile);
    Instant now = Instant.now();
    LeafWish wish = wish(role, now);
    AgentCertificates.Made made = sign(authority, signingKey, wish);
    check(authority, wish, now);
    files.write(start, made);
    return 0;
  }

  private static void read(Terminal terminal, String what, String name) throws Failure {
    try {
      InputFiles.bytes(terminal, name);
    } catch (Failure e) {
      throw new Failure(what + e.text());
    }
  }

  private static PrivateKey signingKey(Terminal terminal, String name) throws Failure {
    try {
      String label = PemFiles.firstLabel(terminal.folder().resolve(name));
      if (label.isEmpty()) {
        throw new Failure("no PEM-encoded data found");
      }
      if (!label.endsWith("PRIVATE KEY")) {
        throw new Failure("unknown PEM block type for signing key: " + label);
      }
      return PemFiles.privateKey(terminal.folder().resolve(name));
    } catch (IOException | GeneralSecurityException e) {
      throw new Failure("failed to parse signing key: " + e.getMessage());
    }
  }

  private static X509Certificate authority(Terminal terminal, String name) throws Failure {
    try {
      String label = PemFiles.firstLabel(terminal.folder().resolve(name));
      if (label.isEmpty()) {
        throw new Failure("failed to parse CA: no PEM-encoded data found");
      }
      if (!label.equals("CERTIFICATE")) {
        throw new Failure("failed to parse CA: first PEM-block should be CERTIFICATE type");
      }
      return PemFiles.certificates(terminal.folder().resolve(name)).getFirst();
    } catch (IOException | GeneralSecurityException e) {
      throw new Failure("failed to parse CA: " + e.getMessage());
    }
  }

  private LeafWish wish(String role, Instant now) throws Failure {
    String place = datacenter.value() + "." + domain.value();
    List<String> names = new ArrayList<>(dnsNames.value());
    if (!node.value().isEmpty()) {
      names.add(node.value() + ".server." + place);
    }
    names.add(role + "." + place);
    names.add("localhost");
    List<String> ips = new ArrayList<>(addresses.value());
    if (!role.equals("cli")) {
      ips.add("127.0.0.1");
    }
    List<InetAddress> parsed = new ArrayList<>();
    for (String ip : ips) {
      InetAddress address = io.praetor.config.Ip.parse(ip);
      if (address == null) {
        throw new Failure("failed to parse certificate");
      }
      parsed.add(address);
    }
    Instant from = now.truncatedTo(ChronoUnit.SECONDS);
    return new LeafWish(
        role + "." + place,
        names,
        parsed,
        usages(role),
        from,
        from.plus(Duration.ofDays(days.value())));
  }

  private static List<Usage> usages(String role) {
    return switch (role) {
      case "server" -> List.of(Usage.SERVER, Usage.CLIENT);
      case "client" -> List.of(Usage.CLIENT, Usage.SERVER);
      default -> List.of();
    };
  }

  private static AgentCertificates.Made sign(
      X509Certificate authority, PrivateKey signingKey, LeafWish wish) throws Failure {
    try {
      return AgentCertificates.leaf(
          new AgentCertificates.Authority(authority, signingKey), wish, new SecureRandom());
    } catch (SignatureException | InvalidKeyException e) {
      throw new Failure(
          "failed to create certificate: x509: provided PrivateKey doesn't match parent's PublicKey");
    } catch (GeneralSecurityException e) {
      throw new Failure("failed to create certificate: " + e.getMessage());
    }
  }

  /// Whether those who trust the authority would take the certificate.
  private static void check(X509Certificate authority, LeafWish wish, Instant now) throws Failure {
    checkTime(now, wish.from(), wish.until());
    checkTime(now, authority.getNotBefore().toInstant(), authority.getNotAfter().toInstant());
    List<String> permitted = AgentCertificates.permittedDns(authority);
    for (String name : wish.dnsNames()) {
      if (!permitted.isEmpty() && permitted.stream().noneMatch(domain -> isIn(name, domain))) {
        throw new Failure(
            "x509: a root or intermediate certificate is not authorized to sign for this name: DNS name \""
                + name
                + "\" is not permitted by any constraint");
      }
    }
  }

  private static void checkTime(Instant now, Instant from, Instant until) throws Failure {
    Instant shown = now.truncatedTo(ChronoUnit.SECONDS);
    String start = "x509: certificate has expired or is not yet valid: current time " + shown;
    if (now.isAfter(until)) {
      throw new Failure(start + " is after " + until);
    }
    if (now.isBefore(from)) {
      throw new Failure(start + " is before " + from);
    }
  }

  static boolean isIn(String name, String domain) {
    String lower = name.toLowerCase(Locale.ROOT);
    String parent = domain.toLowerCase(Locale.ROOT);
    return lower.equals(parent) || lower.endsWith(parent.startsWith(".") ? parent : "." + parent);
  }
}
