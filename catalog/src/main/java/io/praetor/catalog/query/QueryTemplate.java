// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import io.praetor.catalog.CatalogException;
import io.praetor.wire.GoRegex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Prepared queries that stand for all names with a prefix: every text of their `Service` may have
/// interpolations with `name.full`, `name.prefix`, `name.suffix`, `agent.segment` and `match(n)`,
/// the group of the template's regular expression.
public final class QueryTemplate {
  /// The only type of template.
  public static final String NAME_PREFIX_MATCH = "name_prefix_match";

  private final PreparedQuery query;
  private final @Nullable GoRegex regex;

  private QueryTemplate(PreparedQuery query, @Nullable GoRegex regex) {
    this.query = query;
    this.regex = regex;
  }

  /// What is wrong with a template, found by rendering it for its own name; null for nothing.
  static @Nullable String fault(PreparedQuery query) {
    try {
      compile(query).render(query.name(), "");
      return null;
    } catch (CatalogException e) {
      return e.text();
    }
  }

  private static QueryTemplate compile(PreparedQuery query) {
    String type = query.template().type();
    if (!type.equals(NAME_PREFIX_MATCH)) {
      throw new CatalogException("Bad Template.Type '" + type + "'");
    }
    String regexp = query.template().regexp();
    try {
      return new QueryTemplate(query, regexp.isEmpty() ? null : GoRegex.compile(regexp));
    } catch (GoRegex.InvalidRegex e) {
      throw new CatalogException("Bad Regexp: " + e.text());
    }
  }

  /// The query that a template makes of a name.
  ///
  /// @param segment the network segment of the agent that asks
  /// @throws CatalogException when the template cannot be worked out for this name
  public static PreparedQuery render(PreparedQuery query, String name, String segment) {
    return compile(query).render(name, segment);
  }

  private PreparedQuery render(String name, String segment) {
    String prefix = query.name();
    Evaluator evaluator =
        new Evaluator(
            Map.of(
                "name.full", name,
                "name.prefix", prefix,
                "name.suffix", name.startsWith(prefix) ? name.substring(prefix.length()) : name,
                "agent.segment", segment),
            groups(name));
    return query.withService(service(query.service(), evaluator));
  }

  private LongFunction<String> groups(String name) {
    List<String> found;
    try {
      found = regex == null ? List.of() : regex.submatches(name);
    } catch (GoRegex.TooCostly e) {
      throw new CatalogException("Bad Regexp: " + e.getMessage());
    }
    return group -> group < 0 || group >= found.size() ? "" : found.get((int) group);
  }

  private ServiceQuery service(ServiceQuery service, Evaluator evaluator) {
    QueryFailoverOptions failover = service.failover();
    return new ServiceQuery(
        text(service.service(), "Service", evaluator),
        text(service.samenessGroup(), "SamenessGroup", evaluator),
        new QueryFailoverOptions(
            failover.nearestN(),
            texts(failover.datacenters(), "Failover.Datacenters", evaluator),
            targets(failover.targets(), evaluator)),
        service.onlyPassing(),
        texts(service.ignoreCheckIds(), "IgnoreCheckIDs", evaluator),
        text(service.near(), "Near", evaluator),
        tags(service.tags(), evaluator),
        values(service.nodeMeta(), "NodeMeta", evaluator),
        values(service.serviceMeta(), "ServiceMeta", evaluator),
        service.connect(),
        text(service.peer(), "Peer", evaluator));
  }

  private static String text(String template, String where, Evaluator evaluator) {
    if (template.indexOf('$') < 0) {
      return template;
    }
    try {
      return evaluator.text(InterpolationParser.parse(template));
    } catch (InterpolationException e) {
      throw new CatalogException(
          (e.isSyntax() ? "Bad format '" : "Bad evaluation for '")
              + template
              + "' in Service."
              + where
              + ": "
              + e.text());
    }
  }

  private static @Nullable List<String> texts(
      @Nullable List<String> templates, String where, Evaluator evaluator) {
    if (templates == null) {
      return null;
    }
    List<String> rendered = new ArrayList<>();
    for (String template : templates) {
      rendered.add(text(template, where + "[" + rendered.size() + "]", evaluator));
    }
    return rendered;
  }

  private @Nullable List<String> tags(@Nullable List<String> templates, Evaluator evaluator) {
    List<String> rendered = texts(templates, "Tags", evaluator);
    return rendered == null || !query.template().removeEmptyTags()
        ? rendered
        : rendered.stream().filter(tag -> !tag.isEmpty()).toList();
  }

  private static @Nullable List<QueryFailoverTarget> targets(
      @Nullable List<QueryFailoverTarget> templates, Evaluator evaluator) {
    if (templates == null) {
      return null;
    }
    List<QueryFailoverTarget> rendered = new ArrayList<>();
    for (QueryFailoverTarget target : templates) {
      String where = "Failover.Targets[" + rendered.size() + "]";
      rendered.add(
          new QueryFailoverTarget(
              text(target.peer(), where + ".Peer", evaluator),
              text(target.datacenter(), where + ".Datacenter", evaluator)));
    }
    return rendered;
  }

  /// Only the values: keys stay as they are.
  private static @Nullable Map<String, String> values(
      @Nullable Map<String, String> templates, String where, Evaluator evaluator) {
    if (templates == null) {
      return null;
    }
    Map<String, String> rendered = new LinkedHashMap<>();
    templates.forEach(
        (key, template) -> rendered.put(key, text(template, where + "[" + key + "]", evaluator)));
    return rendered;
  }
}
