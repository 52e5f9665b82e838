// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.catalog.NodeServiceList;
import io.praetor.catalog.NodeServices;
import io.praetor.http.filter.Filter;
import io.praetor.http.filter.FilterException;
import io.praetor.http.filter.Schema;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.HealthMethods;
import io.praetor.rpc.Method;
import io.praetor.rpc.net.ReplyFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Filters what peers ask of the servers, by the same expressions as the API.
public final class PeerFilters implements ReplyFilter {
  private final Map<Method.Read<?, ?>, Maker<?>> makers = new HashMap<>();

  private interface Maker<R> {
    UnaryOperator<R> make(String expression) throws FilterException;
  }

  public PeerFilters() {
    list(CatalogMethods.LIST_NODES, Schemas.NODE);
    list(CatalogMethods.SERVICE_NODES, Schemas.SERVICE_NODE);
    list(HealthMethods.CHECKS_IN_STATE, Schemas.HEALTH_CHECK);
    list(HealthMethods.NODE_CHECKS, Schemas.HEALTH_CHECK);
    list(HealthMethods.SERVICE_CHECKS, Schemas.HEALTH_CHECK);
    list(HealthMethods.SERVICE_NODES, Schemas.CHECK_SERVICE_NODE);
    add(
        CatalogMethods.LIST_SERVICES,
        Schemas.SERVICE_NODE,
        (listing, filter) -> listing.only(filter::matches));
    add(
        CatalogMethods.NODE_SERVICES,
        Schemas.NODE_SERVICE,
        (found, filter) -> {
          if (found.services() == null) {
            return found;
          }
          var kept = new HashMap<>(found.services());
          kept.values().removeIf(service -> !filter.matches(service));
          return new NodeServices(found.node(), kept);
        });
    add(
        CatalogMethods.NODE_SERVICE_LIST,
        Schemas.NODE_SERVICE,
        (found, filter) ->
            found.services() == null
                ? found
                : new NodeServiceList(found.node(), filter.apply(found.services())));
  }

  private <T> void list(Method.Read<?, List<T>> method, Schema<T> schema) {
    add(method, schema, (values, filter) -> filter.apply(values));
  }

  private <R, T> void add(
      Method.Read<?, R> method, Schema<T> schema, BiFunction<R, Filter<T>, R> apply) {
    Maker<R> maker =
        expression -> {
          Filter<T> filter = Filter.compile(expression, schema);
          return value -> apply.apply(value, filter);
        };
    makers.put(method, maker);
  }

  @Override
  public <R> UnaryOperator<R> of(Method.Read<?, R> method, String expression) {
    // Each method was put in with a maker for its own reply.
    @SuppressWarnings("unchecked")
    Maker<R> maker = (Maker<R>) makers.get(method);
    if (maker == null) {
      return UnaryOperator.identity();
    }
    try {
      return maker.make(expression);
    } catch (FilterException e) {
      throw new ConsulException(ConsulError.FILTER_PREFIX + e.text());
    }
  }
}
