// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.wire.GoQuote;

/// The error texts that more than one route gives, and the prefixes that routes put before a decode
/// error. Clients match on them, so they live in one table and are Consul's word for word.
final class ConsulError {
  static final String NOT_AN_API_PATH =
      "Invalid URL path: if attempting to use the HTTP API, ensure the path starts with '/v1/'\n";
  static final String NOT_AN_ENDPOINT = "Invalid URL path: not a recognized HTTP API endpoint\n";
  static final String BLOCKED = "Endpoint is blocked by agent configuration";
  static final String WRITE_RESTRICTED = "Access is restricted";
  static final String UI_DISABLED =
      "Consul Agent: UI disabled. To enable, set ui_config.enabled=true in the agent configuration"
          + " and restart.";
  static final String UI_NOT_ENABLED = "UI is not enabled";
  static final String ACL_DISABLED = "ACL support disabled";
  static final String COORDINATES_DISABLED = "Coordinate support disabled";
  static final String PEERING_DISABLED = "peering must be enabled to use this endpoint";
  static final String STALE_AND_CONSISTENT =
      "Cannot specify ?stale with ?consistent, conflicting semantics.";
  static final String CACHED_AND_CONSISTENT =
      "Cannot specify ?cached with ?consistent, conflicting semantics.";
  static final String INVALID_INDEX = "Invalid index";
  static final String INVALID_WAIT = "Invalid wait time";
  static final String INVALID_CACHE_CONTROL = "Invalid Cache-Control header.";
  static final String FILTER_PREFIX = "Failed to create boolean expression evaluator: ";

  /// Before the reason why a body does not decode; the area decides which.
  static final String DECODE = "Request decode failed: ";

  static final String DECODING = "Request decoding failed: ";
  static final String TXN_DECODE = "Failed to parse body: ";
  static final String NAMESPACE_SUFFIX = " - Namespaces are a Consul Enterprise feature";

  private static final String LIMIT_PAGE =
      " bytes. See https://developer.hashicorp.com/docs/agent/config/config-files#";

  private ConsulError() {}

  static ApiException notAllowed(String method) {
    return new ApiException(405, "method " + method + " not allowed");
  }

  static ApiException missing(String what) {
    return ApiException.badRequest("Missing " + what);
  }

  static ApiException enterpriseParameter(String name, String feature) {
    return ApiException.badRequest(
        "Invalid query parameter: "
            + GoQuote.quote(name)
            + " - "
            + feature
            + " are a Consul Enterprise feature");
  }

  static ApiException enterpriseHeader(String name, String feature) {
    return ApiException.badRequest(
        "Invalid header: "
            + GoQuote.quote(name)
            + " - "
            + feature
            + " are a Consul Enterprise feature");
  }

  static ApiException bodyTooLarge(long sizeBytes, long limitBytes, String setting) {
    return new ApiException(
        413,
        "Request body("
            + sizeBytes
            + " bytes) too large, max size: "
            + limitBytes
            + LIMIT_PAGE
            + setting
            + ".");
  }

  /// The same without knowing how large the body is.
  static ApiException bodyTooLarge(long limitBytes, String setting) {
    return new ApiException(
        413, "Request body too large, max size: " + limitBytes + LIMIT_PAGE + setting + ".");
  }
}
