// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.Struct;

/// A named search for instances of a service.
///
/// @param session the session that the query ends with; empty for none
/// @param token the token that it runs with instead of the asker's; a secret
public record PreparedQuery(
    String id,
    String name,
    String session,
    String token,
    QueryTemplateOptions template,
    ServiceQuery service,
    QueryDnsOptions dns,
    long createIndex,
    long modifyIndex) {

  /// Whether the query stands for all names that begin with its own.
  ///
  /// @param type empty when it does not, else [QueryTemplate#NAME_PREFIX_MATCH]
  /// @param regexp what the whole name is matched with, for `${match(n)}`
  /// @param removeEmptyTags whether tags that come out empty are dropped
  public record QueryTemplateOptions(String type, String regexp, boolean removeEmptyTags) {
    public static final Struct<QueryTemplateOptions> CODEC =
        Struct.<QueryTemplateOptions>named("QueryTemplateOptions")
            .field("Type", STRING, QueryTemplateOptions::type)
            .field("Regexp", STRING, QueryTemplateOptions::regexp)
            .field("RemoveEmptyTags", BOOL, QueryTemplateOptions::removeEmptyTags)
            .build(v -> new QueryTemplateOptions(v.get(0), v.get(1), v.get(2)));
  }

  /// @param ttl a Go duration, empty for the agent's own TTL of the service
  public record QueryDnsOptions(String ttl) {
    public static final Struct<QueryDnsOptions> CODEC =
        Struct.<QueryDnsOptions>named("QueryDNSOptions")
            .field("TTL", STRING, QueryDnsOptions::ttl)
            .build(v -> new QueryDnsOptions(v.get(0)));
  }

  public static final Struct<PreparedQuery> CODEC =
      Struct.<PreparedQuery>named("PreparedQuery")
          .field("ID", STRING, PreparedQuery::id)
          .field("Name", STRING, PreparedQuery::name)
          .field("Session", STRING, PreparedQuery::session)
          .field("Token", STRING, PreparedQuery::token)
          .field("Template", QueryTemplateOptions.CODEC, PreparedQuery::template)
          .field("Service", ServiceQuery.CODEC, PreparedQuery::service)
          .field("DNS", QueryDnsOptions.CODEC, PreparedQuery::dns)
          .field("CreateIndex", ULONG, PreparedQuery::createIndex)
          .field("ModifyIndex", ULONG, PreparedQuery::modifyIndex)
          .build(
              v ->
                  new PreparedQuery(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8)));

  public boolean isTemplate() {
    return !template.type().isEmpty();
  }

  public PreparedQuery withId(String newId) {
    return new PreparedQuery(
        newId, name, session, token, template, service, dns, createIndex, modifyIndex);
  }

  PreparedQuery withService(ServiceQuery newService) {
    return new PreparedQuery(
        id, name, session, token, template, newService, dns, createIndex, modifyIndex);
  }

  PreparedQuery withIndexes(long create, long modify) {
    return new PreparedQuery(id, name, session, token, template, service, dns, create, modify);
  }

  /// Names what it is, never the token.
  @Override
  public String toString() {
    return "PreparedQuery[" + id + " " + name + "]";
  }
}
