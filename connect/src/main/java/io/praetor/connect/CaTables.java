// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import io.praetor.store.Key;
import io.praetor.store.ReadResult;
import io.praetor.store.Table;
import io.praetor.store.Topic;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The certificate authority in the replicated state: the trusted roots, the one configuration and
/// what the built-in provider keeps. The index numbers have Consul's names, which a snapshot carries.
/// Pure functions of a view or of the transaction that they are given.
public final class CaTables {
  /// A numbered certificate was counted; the result of the command.
  public record Serial(long number) {}

  private static final byte[] ONLY = Key.of("only");
  private static final String ROOTS_INDEX = "connect-ca-roots";
  private static final String CONFIG_INDEX = "connect-ca-config";
  private static final String PROVIDER_INDEX = "connect-ca-builtin";
  private static final String LEAF_INDEX = "connect-ca-leaf-certs";
  private static final String SERIAL_INDEX = "connect-ca-builtin-serial";

  public static final Table<CaRoot> ROOTS = Table.of("connect-ca-roots", root -> Key.of(root.id()));
  public static final Table<CaConfiguration> CONFIGURATION =
      Table.of("connect-ca-config", config -> ONLY);
  public static final Table<CaProviderState> PROVIDER_STATES =
      Table.of("connect-ca-builtin", state -> Key.of(state.id()));

  public static final List<Table<?>> ALL = List.of(ROOTS, CONFIGURATION, PROVIDER_STATES);

  private CaTables() {}

  /// What a reader of the trusted roots gets: Consul's IndexedCARoots without the query's own members.
  ///
  /// @param trustDomain empty until a configuration exists
  public record Roots(String activeRootId, String trustDomain, List<CaRoot> roots) {}

  public static ReadResult<Roots> roots(View view) {
    List<CaRoot> roots = view.scan(ROOTS).stream().toList();
    String active = roots.stream().filter(CaRoot::active).map(CaRoot::id).findFirst().orElse("");
    CaConfiguration config = view.get(CONFIGURATION, ONLY);
    String domain = config == null ? "" : config.clusterId() + ".consul";
    return ReadResult.of(
        new Roots(active, domain, roots),
        view.index(ROOTS_INDEX),
        Topic.all(ROOTS),
        Topic.all(CONFIGURATION));
  }

  /// What the built-in provider keeps under a name.
  public static Optional<CaProviderState> providerState(View view, String id) {
    return Optional.ofNullable(view.get(PROVIDER_STATES, Key.of(id)));
  }

  /// What the built-in provider keeps of a root, if it is one of its own.
  public static Optional<CaProviderState> providerStateOf(View view, CaRoot root) {
    String certificate = root.rootCert().strip();
    return view.scan(PROVIDER_STATES).stream()
        .filter(state -> state.rootCert().strip().equals(certificate))
        .findFirst();
  }

  /// The index that a new set of roots has to name.
  public static long rootsIndex(View view) {
    return view.index(ROOTS_INDEX);
  }

  public static Optional<CaConfiguration> configuration(View view) {
    return Optional.ofNullable(view.get(CONFIGURATION, ONLY));
  }

  /// Applies a command. Answers whether it took effect, or the {@link Serial} that was counted.
  public static Object apply(WriteTxn txn, long index, CaRequest request) {
    return switch (request.op()) {
      case CaRequest.SET_CONFIG -> setConfig(txn, index, request.config());
      case CaRequest.SET_ROOTS -> setRoots(txn, index, request);
      case CaRequest.SET_ROOTS_CONFIG ->
          setRoots(txn, index, request) && setConfig(txn, index, request.config());
      case CaRequest.SET_PROVIDER_STATE -> setProviderState(txn, index, request.providerState());
      case CaRequest.DELETE_PROVIDER_STATE -> deleteProviderState(txn, request.providerState());
      case CaRequest.INCREMENT_PROVIDER_SERIAL -> countSerial(txn, index);
      default -> false;
    };
  }

  /// Counts a signed certificate. Answers the {@link Serial} that its reader waits by.
  public static Object countLeaf(WriteTxn txn, long index, CaLeafRequest request) {
    txn.bumpIndex(LEAF_INDEX);
    return new Serial(index);
  }

  private static boolean setConfig(WriteTxn txn, long index, @Nullable CaConfiguration config) {
    if (config == null) {
      return false;
    }
    CaConfiguration before = txn.get(CONFIGURATION, ONLY);
    // A request that carries an index changes only the version that its sender saw.
    if (config.modifyIndex() != 0
        && (before == null || before.modifyIndex() != config.modifyIndex())) {
      return false;
    }
    txn.put(
        CONFIGURATION, config.withIndexes(before == null ? index : before.createIndex(), index));
    txn.bumpIndex(CONFIG_INDEX);
    return true;
  }

  private static boolean setRoots(WriteTxn txn, long index, CaRequest request) {
    if (request.index() != txn.index(ROOTS_INDEX)) {
      return false;
    }
    List<CaRoot> before = txn.scan(ROOTS).stream().toList();
    for (CaRoot old : before) {
      txn.delete(ROOTS, Key.of(old.id()));
    }
    for (CaRoot root : request.roots()) {
      long created =
          before.stream()
              .filter(old -> old.id().equals(root.id()))
              .mapToLong(CaRoot::createIndex)
              .findFirst()
              .orElse(index);
      txn.put(ROOTS, root.withIndexes(created, index));
    }
    txn.bumpIndex(ROOTS_INDEX);
    return true;
  }

  private static boolean setProviderState(
      WriteTxn txn, long index, @Nullable CaProviderState state) {
    if (state == null) {
      return false;
    }
    CaProviderState before = txn.get(PROVIDER_STATES, Key.of(state.id()));
    txn.put(
        PROVIDER_STATES, state.withIndexes(before == null ? index : before.createIndex(), index));
    txn.bumpIndex(PROVIDER_INDEX);
    return true;
  }

  private static boolean deleteProviderState(WriteTxn txn, @Nullable CaProviderState state) {
    if (state == null || txn.delete(PROVIDER_STATES, Key.of(state.id())) == null) {
      return false;
    }
    txn.bumpIndex(PROVIDER_INDEX);
    return true;
  }

  /// The first number is the command's index, each later one the one before plus one (observed).
  private static Serial countSerial(WriteTxn txn, long index) {
    long last = txn.index(SERIAL_INDEX);
    long next = last == 0 ? index : last + 1;
    txn.setIndex(SERIAL_INDEX, next);
    return new Serial(next);
  }
}
