// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.agent;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Codecs;
import io.praetor.wire.GoTime;
import io.praetor.wire.Struct;

/// What `/v1/agent/version` answers: the version of Consul that this agent is compatible with.
public record AgentVersion(String sha, GoTime buildDate, String humanVersion, String fips) {
  public static final Struct<AgentVersion> CODEC =
      Struct.<AgentVersion>named("VersionInfo")
          .field("SHA", STRING, AgentVersion::sha)
          .field("BuildDate", Codecs.TIME, AgentVersion::buildDate)
          .field("HumanVersion", STRING, AgentVersion::humanVersion)
          .field("FIPS", STRING, AgentVersion::fips)
          .build(v -> new AgentVersion(v.get(0), v.get(1), v.get(2), v.get(3)));
}
