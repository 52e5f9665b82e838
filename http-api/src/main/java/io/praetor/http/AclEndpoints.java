// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.delete;
import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.post;
import static io.praetor.http.Endpoint.put;
import static io.praetor.http.Unsupported.unsupported;

import io.praetor.http.Endpoint.Mark;
import java.util.List;

/// `/v1/acl`: access control. While it is off, which is all that this version does, every route
/// says so before it looks at anything else.
final class AclEndpoints {
  static final List<Endpoint> LIST =
      List.of(
          off(put("/v1/acl/bootstrap"), "none"),
          off(post("/v1/acl/login"), "none"),
          off(post("/v1/acl/logout"), "none"),
          off(get("/v1/acl/replication"), "none"),
          off(get("/v1/acl/policies"), "acl:read"),
          off(put("/v1/acl/policy"), "acl:write"),
          off(get("/v1/acl/policy/{id*}"), "acl:read"),
          off(put("/v1/acl/policy/{id*}"), "acl:write"),
          off(delete("/v1/acl/policy/{id*}"), "acl:write"),
          off(get("/v1/acl/policy/name/{name*}"), "acl:read"),
          off(get("/v1/acl/roles"), "acl:read"),
          off(put("/v1/acl/role"), "acl:write"),
          off(get("/v1/acl/role/{id*}"), "acl:read"),
          off(put("/v1/acl/role/{id*}"), "acl:write"),
          off(delete("/v1/acl/role/{id*}"), "acl:write"),
          off(get("/v1/acl/role/name/{name*}"), "acl:read"),
          off(get("/v1/acl/binding-rules"), "acl:read"),
          off(put("/v1/acl/binding-rule"), "acl:write"),
          off(get("/v1/acl/binding-rule/{id*}"), "acl:read"),
          off(put("/v1/acl/binding-rule/{id*}"), "acl:write"),
          off(delete("/v1/acl/binding-rule/{id*}"), "acl:write"),
          off(get("/v1/acl/auth-methods"), "acl:read"),
          off(put("/v1/acl/auth-method"), "acl:write"),
          off(get("/v1/acl/auth-method/{name*}"), "acl:read"),
          off(put("/v1/acl/auth-method/{name*}"), "acl:write"),
          off(delete("/v1/acl/auth-method/{name*}"), "acl:write"),
          off(get("/v1/acl/tokens"), "acl:read"),
          off(put("/v1/acl/token"), "acl:write"),
          off(get("/v1/acl/token/self"), "none"),
          off(get("/v1/acl/token/{accessor*}"), "acl:read"),
          off(put("/v1/acl/token/{accessor*}"), "acl:write"),
          off(delete("/v1/acl/token/{accessor*}"), "acl:write"),
          off(get("/v1/acl/templated-policies"), "acl:read"),
          off(get("/v1/acl/templated-policy/name/{name*}"), "acl:read"),
          off(post("/v1/acl/templated-policy/preview/{name*}"), "acl:write"),
          off(post("/v1/internal/acl/authorize"), "none"));

  private AclEndpoints() {}

  private static Endpoint off(Endpoint.Builder route, String needed) {
    return route.marks(Mark.ACL_ONLY).acl(needed).answers(unsupported("access control lists"));
  }
}
