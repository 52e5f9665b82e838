// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;
import java.util.Base64;
import java.util.List;

/// The KV calls that locks and remote execution are made of.
final class KvClient {
  private final ApiClient agent;

  KvClient(ApiClient agent) {
    this.agent = agent;
  }

  /// The entries found, in the order of their keys, and the index to wait for changes from.
  record Found(List<Json> pairs, long index) {
    Json first() {
      return pairs.isEmpty() ? Json.Null.NULL : pairs.getFirst();
    }
  }

  /// The keys found, in order, and the index to wait for changes from.
  record Keys(List<String> keys, long index) {}

  /// When a read should answer.
  ///
  /// @param afterIndex block until the index is past this one; 0 does not block
  /// @param millis how long to block at most; 0 leaves it to the server
  record Wait(long afterIndex, long millis) {
    static final Wait NONE = new Wait(0, 0);
  }

  Found get(String key, Wait wait) throws ApiError {
    return read(agent.get("/v1/kv/" + key), wait);
  }

  /// As `get`, from a leader that has made sure that it still is one.
  Found getConsistent(String key, Wait wait) throws ApiError {
    return read(agent.get("/v1/kv/" + key).query("consistent", ""), wait);
  }

  Found list(String prefix, Wait wait) throws ApiError {
    return read(agent.get("/v1/kv/" + prefix).query("recurse", ""), wait);
  }

  Keys keys(String prefix, Wait wait) throws ApiError {
    Found found = read(agent.get("/v1/kv/" + prefix).query("keys", ""), wait);
    return new Keys(found.pairs().stream().map(Json::text).toList(), found.index());
  }

  private static Found read(ApiRequest request, Wait wait) throws ApiError {
    if (wait.afterIndex() != 0) {
      request.query("index", Long.toUnsignedString(wait.afterIndex()));
    }
    if (wait.millis() != 0) {
      request.query("wait", wait.millis() + "ms");
    }
    try (ApiResponse response = request.send()) {
      List<Json> pairs = response.status() == 404 ? List.of() : response.expectOk().json().items();
      return new Found(pairs, response.index());
    }
  }

  boolean put(String key, byte[] value, long flags, String condition, String conditionValue)
      throws ApiError {
    ApiRequest request = agent.put("/v1/kv/" + key).body(value);
    if (flags != 0) {
      request.query("flags", Long.toUnsignedString(flags));
    }
    return answersTrue(request.query(condition, conditionValue));
  }

  boolean acquire(String key, byte[] value, long flags, String session) throws ApiError {
    return put(key, value, flags, "acquire", session);
  }

  boolean release(String key, byte[] value, long flags, String session) throws ApiError {
    return put(key, value, flags, "release", session);
  }

  boolean cas(String key, byte[] value, long flags, String modifyIndex) throws ApiError {
    return put(key, value, flags, "cas", modifyIndex);
  }

  boolean delete(String key) throws ApiError {
    return answersTrue(agent.delete("/v1/kv/" + key));
  }

  boolean deleteTree(String prefix) throws ApiError {
    return answersTrue(agent.delete("/v1/kv/" + prefix).query("recurse", ""));
  }

  boolean deleteCas(String key, String modifyIndex) throws ApiError {
    return answersTrue(agent.delete("/v1/kv/" + key).query("cas", modifyIndex));
  }

  private static boolean answersTrue(ApiRequest request) throws ApiError {
    try (ApiResponse response = request.send().expectOk()) {
      return response.text().contains("true");
    }
  }

  static byte[] value(Json pair) {
    return Base64.getDecoder().decode(pair.text("Value"));
  }
}
