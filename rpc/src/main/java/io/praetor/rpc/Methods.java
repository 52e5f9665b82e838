// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import java.util.List;

/// Every method that servers and client agents may call over the server port. Those that only the
/// leader itself uses are in {@link #INTERNAL}, so that none is left out by accident.
public final class Methods {
  public static final List<Method<?, ?>> ALL =
      List.of(
          AutopilotMethods.GET,
          AutopilotMethods.HEALTH,
          AutopilotMethods.SET,
          AutopilotMethods.STATE,
          CatalogMethods.DEREGISTER,
          CatalogMethods.GATEWAY_SERVICES,
          CatalogMethods.LIST_DATACENTERS,
          CatalogMethods.LIST_NODES,
          CatalogMethods.LIST_SERVICES,
          CatalogMethods.NODE_SERVICES,
          CatalogMethods.NODE_SERVICE_LIST,
          CatalogMethods.REGISTER,
          CatalogMethods.SERVICE_LIST,
          CatalogMethods.SERVICE_NODES,
          CatalogMethods.VIRTUAL_IP_FOR_SERVICE,
          ConfigEntryMethods.APPLY,
          ConfigEntryMethods.DELETE,
          ConfigEntryMethods.GET,
          ConfigEntryMethods.LIST,
          ConfigEntryMethods.LIST_ALL,
          ConfigEntryMethods.RESOLVE_SERVICE_CONFIG,
          ConnectMethods.CONFIGURATION_GET,
          ConnectMethods.CONFIGURATION_SET,
          ConnectMethods.ROOTS,
          ConnectMethods.SIGN,
          ConnectMethods.SIGN_INTERMEDIATE,
          CoordinateMethods.LIST_DATACENTERS,
          CoordinateMethods.LIST_NODES,
          CoordinateMethods.NODE,
          CoordinateMethods.UPDATE,
          EventMethods.FIRE,
          HealthMethods.CHECKS_IN_STATE,
          HealthMethods.NODE_CHECKS,
          HealthMethods.SERVICE_CHECKS,
          HealthMethods.SERVICE_NODES,
          KeyringMethods.OPERATE,
          KvMethods.APPLY,
          KvMethods.GET,
          KvMethods.LIST,
          KvMethods.LIST_KEYS,
          OperatorMethods.RAFT_CONFIGURATION,
          OperatorMethods.REMOVE_PEER_BY_ADDRESS,
          OperatorMethods.REMOVE_PEER_BY_ID,
          OperatorMethods.TRANSFER_LEADER,
          PreparedQueryMethods.APPLY,
          PreparedQueryMethods.EXECUTE,
          PreparedQueryMethods.EXECUTE_REMOTE,
          PreparedQueryMethods.EXPLAIN,
          PreparedQueryMethods.GET,
          PreparedQueryMethods.LIST,
          SessionMethods.APPLY,
          SessionMethods.GET,
          SessionMethods.LIST,
          SessionMethods.NODE_SESSIONS,
          SessionMethods.RENEW,
          StatusMethods.LEADER,
          StatusMethods.PEERS,
          StatusMethods.PING,
          StatusMethods.RAFT_STATS,
          TxnMethods.APPLY,
          TxnMethods.READ,
          UsageMethods.USAGE);

  /// What an agent without a certificate may call, and nothing else.
  public static final List<Method<?, ?>> INSECURE = List.of(AutoEncryptMethods.SIGN);

  /// What no peer may call.
  public static final List<Method<?, ?>> INTERNAL =
      List.of(
          CoordinateMethods.APPLY_BATCH,
          KvMethods.REAP_TOMBSTONES,
          ConnectMethods.APPLY,
          ConnectMethods.COUNT_LEAF,
          ConfigEntryMethods.CONTROL,
          ConfigEntryMethods.MIGRATE_INTENTIONS);

  private Methods() {}
}
