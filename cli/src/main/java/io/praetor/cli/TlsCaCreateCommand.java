// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.connect.AgentCertificates;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// `tls ca create`: a certificate authority for the agents' own TLS, as two files in the working
/// folder.
final class TlsCaCreateCommand extends Command {
  /// What 0 stands for, as observed with Consul.
  private static final long DEFAULT_DAYS = 365;

  private final Flag<List<String>> additionalConstraints =
      flags.strings(
          "additional-name-constraint",
          "One more domain that the CA may sign for, besides -domain and localhost. May be given several times; only with -name-constraint.");
  private final Flag<String> clusterId =
      flags.string(
          "cluster-id",
          "Id of the cluster. With it the CA gets a SPIFFE URI made of the id and -domain.");
  private final Flag<String> commonName =
      flags.string("common-name", "Common name of the CA. Consul Agent CA unless given.");
  private final Flag<Long> days =
      flags.integer("days", 1825, "For how many days from now the CA is valid.");
  private final Flag<String> domain =
      flags.string(
          "domain", "consul", "DNS domain of the cluster; also the start of the files' names.");
  private final Flag<Boolean> nameConstraint =
      flags.bool(
          "name-constraint",
          "Let the CA sign only for localhost, -domain and the domains of -additional-name-constraint, which Consul's own help also calls\n-additional-constraint.");

  @Override
  String synopsis() {
    return "Create a certificate authority";
  }

  @Override
  String usage() {
    return "tls ca create [options]";
  }

  @Override
  String details() {
    return "Makes a certificate authority and saves its certificate and its key in the current folder:\n\n"
        + "    $ consul tls ca create";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    TlsFiles files = new TlsFiles(terminal);
    String start = domain.value() + "-agent-ca";
    for (String name : List.of(TlsFiles.certificate(start), TlsFiles.key(start))) {
      if (files.exists(name)) {
        throw new Failure(name + " already exists.");
      }
    }
    List<String> permitted = new ArrayList<>();
    if (nameConstraint.value()) {
      permitted.addAll(additionalConstraints.value());
      permitted.add(domain.value());
      permitted.add("localhost");
    }
    Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    long valid = days.value() == 0 ? DEFAULT_DAYS : days.value();
    files.write(
        start,
        AgentCertificates.authority(
            new AgentCertificates.AuthorityWish(
                commonName.value(),
                permitted,
                clusterId.value().isEmpty()
                    ? ""
                    : "spiffe://" + clusterId.value() + "." + domain.value(),
                from,
                from.plus(Duration.ofDays(valid))),
            new SecureRandom()));
    return 0;
  }
}
