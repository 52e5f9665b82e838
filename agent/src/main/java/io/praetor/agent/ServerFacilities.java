// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.ca.CertificateDesk;
import io.praetor.agent.members.Members;
import io.praetor.agent.members.PoolKeys;
import io.praetor.agent.members.WanPositions;
import io.praetor.connect.CaSignRequest;
import io.praetor.http.filter.Filter;
import io.praetor.raft.RaftNode;
import io.praetor.rpc.Authority;
import io.praetor.rpc.AutoEncryptMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.CoordinateQueue;
import io.praetor.rpc.KeyringRequest;
import io.praetor.rpc.KeyringResponse;
import io.praetor.rpc.LeaderSessions;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.ServerContext;
import io.praetor.rpc.autopilot.AutopilotState;
import io.praetor.rpc.wan.WanDistances;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import io.praetor.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What this server lends to the methods that it runs.
record ServerFacilities(
    Store store,
    RaftNode raft,
    String datacenter,
    String primaryDatacenter,
    Duration sessionTtlFloor,
    LeaderSessions sessions,
    CoordinateQueue coordinates,
    Supplier<AutopilotState> autopilotState,
    Members members,
    Supplier<Rpc> forwarding,
    Certificates certificates)
    implements ServerContext {
  /// Where certificates come from. Opened once the server can call others.
  static final class Certificates {
    private volatile Authority authority = Authority.NONE;
    private volatile @Nullable CertificateDesk desk;

    void open(Authority leaders, CertificateDesk agents) {
      authority = leaders;
      desk = agents;
    }
  }

  @Override
  public Authority authority() {
    return certificates.authority;
  }

  @Override
  public AutoEncryptMethods.Signed autoEncrypt(CaSignRequest request) throws InterruptedException {
    CertificateDesk open = certificates.desk;
    if (open == null) {
      throw ConsulException.noLeader();
    }
    return open.sign(request);
  }

  @Override
  public void fireEvent(String name, Bytes payload) {
    members.fire(name, payload);
  }

  @Override
  public String filterFault(String expression) {
    return Filter.syntaxFault(expression);
  }

  @Override
  public Snapshot snapshot() {
    return store.snapshot();
  }

  @Override
  public AutopilotState autopilot() {
    return autopilotState.get();
  }

  /// Consul's own floor holds when none is configured.
  @Override
  public Duration sessionTtlMin() {
    return sessionTtlFloor.isZero() ? ServerContext.super.sessionTtlMin() : sessionTtlFloor;
  }

  @Override
  public WanDistances wan() {
    return WanPositions.of(members, datacenter);
  }

  @Override
  public Rpc elsewhere() {
    return forwarding.get();
  }

  /// A server whose WAN port is off has no such pool to ask.
  @Override
  public List<KeyringResponse> keyring(KeyringRequest request, boolean inWan) {
    return inWan && !members.hasWan()
        ? List.of()
        : List.of(PoolKeys.ask(members, request, inWan, datacenter));
  }

  @Override
  public long nowNanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public String newUuid() {
    return UUID.randomUUID().toString();
  }
}
