// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import io.praetor.catalog.CatalogException;
import io.praetor.store.Index;
import io.praetor.store.Key;
import io.praetor.store.ReadResult;
import io.praetor.store.Table;
import io.praetor.store.Topic;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import io.praetor.wire.GoQuote;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The table of prepared queries and its rules. Names are compared without case, and templates
/// share them with the others. Writes run on the state machine's thread; reads are pure functions
/// of a view, whose index is that of the whole table.
public final class PreparedQueries {
  private static final String INDEX = "prepared-queries";

  /// No longer prefix is looked for: far more than a DNS name can have.
  private static final int MAX_PREFIX = 512;

  /// Templates have one more character in front, so that the one without a name has a key too.
  private static final Index<PreparedQuery> BY_NAME =
      Index.unique(
          "prepared-queries.name",
          query -> query.name().isEmpty() ? null : Key.of(lower(query.name())));

  private static final Index<PreparedQuery> TEMPLATES =
      Index.unique(
          "prepared-queries.template",
          query -> query.isTemplate() ? templateKey(lower(query.name())) : null);

  private static final Index<PreparedQuery> BY_SESSION =
      Index.of(
          "prepared-queries.session",
          query -> query.session().isEmpty() ? null : Key.of(query.session()));

  public static final Table<PreparedQuery> TABLE =
      Table.of(INDEX, query -> QueryIds.key(query.id()), BY_NAME, TEMPLATES, BY_SESSION);

  private PreparedQueries() {}

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static byte[] templateKey(String lowerName) {
    return Key.of("=" + lowerName);
  }

  /// Applies a log entry and answers why it is refused; null when it is done.
  ///
  /// @param sessionExists whether there is a session with an id
  public static @Nullable String apply(
      WriteTxn txn, PreparedQueryRequest request, Predicate<String> sessionExists) {
    PreparedQuery query = request.query();
    if (query == null) {
      return "missing prepared query";
    }
    try {
      return switch (request.op()) {
        case PreparedQueryRequest.CREATE, PreparedQueryRequest.UPDATE ->
            set(txn, query, sessionExists);
        case PreparedQueryRequest.DELETE -> {
          delete(txn, QueryIds.key(query.id()));
          yield null;
        }
        default -> "Invalid PreparedQuery operation '" + request.op() + "'";
      };
    } catch (CatalogException e) {
      return e.text();
    }
  }

  private static @Nullable String set(
      WriteTxn txn, PreparedQuery query, Predicate<String> sessionExists) {
    byte[] key = QueryIds.key(query.id());
    PreparedQuery before = txn.get(TABLE, key);
    String taken = taken(txn, query, before);
    if (taken != null) {
      return taken;
    }
    if (!query.session().isEmpty() && !sessionExists.test(query.session())) {
      return "invalid session " + GoQuote.quote(query.session());
    }
    String fault = query.isTemplate() ? QueryTemplate.fault(query) : null;
    if (fault != null) {
      return "failed compiling template: " + fault;
    }
    long created = before == null ? txn.index() : before.createIndex();
    txn.put(TABLE, query.withIndexes(created, txn.index()));
    txn.bumpIndex(INDEX);
    return null;
  }

  /// A name must not lead to two queries: neither as a name nor as an id.
  private static @Nullable String taken(
      View view, PreparedQuery query, @Nullable PreparedQuery before) {
    String name = query.name();
    if (name.isEmpty()) {
      PreparedQuery other = view.first(TEMPLATES, templateKey(""));
      return query.isTemplate() && other != null && !other.equals(before)
          ? "a query template with an empty name already exists"
          : null;
    }
    PreparedQuery other = view.first(BY_NAME, Key.of(lower(name)));
    if (other != null && !other.equals(before)) {
      return "name '" + name + "' aliases an existing query name";
    }
    return QueryIds.isId(name) && view.get(TABLE, QueryIds.key(name)) != null
        ? "name '" + name + "' aliases an existing query ID"
        : null;
  }

  private static void delete(WriteTxn txn, byte[] key) {
    if (txn.delete(TABLE, key) != null) {
      txn.bumpIndex(INDEX);
    }
  }

  /// The session is gone, and so are the queries that are bound to it.
  public static void deleteBoundTo(WriteTxn txn, String session) {
    for (PreparedQuery query : txn.scan(BY_SESSION, Key.of(session)).toList()) {
      delete(txn, QueryIds.key(query.id()));
    }
  }

  /// All of them, by id.
  public static ReadResult<List<PreparedQuery>> list(View view) {
    return ReadResult.of(view.scan(TABLE).toList(), view.index(INDEX), Topic.all(TABLE));
  }

  /// None or one.
  ///
  /// @throws CatalogException when the text cannot be an id
  public static ReadResult<List<PreparedQuery>> get(View view, String id) {
    byte[] key = QueryIds.key(id);
    PreparedQuery found = view.get(TABLE, key);
    return ReadResult.of(
        found == null ? List.of() : List.of(found), view.index(INDEX), Topic.of(TABLE, key));
  }

  /// The query with this id or name, or what the template with the longest fitting prefix makes of
  /// the name; null for none.
  ///
  /// @param segment the network segment of the agent that asks, for templates
  /// @throws CatalogException when a template is asked for by its id or cannot be rendered
  public static @Nullable PreparedQuery resolve(View view, String idOrName, String segment) {
    PreparedQuery byId = QueryIds.isId(idOrName) ? view.get(TABLE, QueryIds.key(idOrName)) : null;
    if (byId != null) {
      if (byId.isTemplate()) {
        throw new CatalogException(
            "prepared query templates can only be resolved up by name, not by ID");
      }
      return byId;
    }
    String name = lower(idOrName);
    PreparedQuery named = name.isEmpty() ? null : view.first(BY_NAME, Key.of(name));
    if (named == null) {
      named = template(view, name);
    }
    return named == null || !named.isTemplate()
        ? named
        : QueryTemplate.render(named, idOrName, segment);
  }

  private static @Nullable PreparedQuery template(View view, String name) {
    if (view.scanPrefix(TEMPLATES, Key.EMPTY).isEmpty()) {
      return null;
    }
    for (int length = Math.min(name.length(), MAX_PREFIX); length >= 0; length--) {
      PreparedQuery found = view.first(TEMPLATES, templateKey(name.substring(0, length)));
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
