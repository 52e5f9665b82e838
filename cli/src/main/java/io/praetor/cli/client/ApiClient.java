// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

/// Makes requests to one agent. Each request has a connection of its own: a command makes one or two, and a pool would only
/// have to be torn down again.
public final class ApiClient {
  private final ApiSettings settings;

  /// Checks the TLS files, so that a wrong one is told before any request.
  public ApiClient(ApiSettings settings) throws ApiError {
    this.settings = settings;
    if (!settings.tls().equals(ApiSettings.Tls.PLATFORM)) {
      TlsClient.context(settings.tls());
    }
  }

  /// A read.
  public ApiRequest get(String path) {
    return new ApiRequest(settings, "GET", path);
  }

  /// A write.
  public ApiRequest put(String path) {
    return new ApiRequest(settings, "PUT", path);
  }

  /// A request whose body is not idempotent.
  public ApiRequest post(String path) {
    return new ApiRequest(settings, "POST", path);
  }

  /// A removal.
  public ApiRequest delete(String path) {
    return new ApiRequest(settings, "DELETE", path);
  }

  /// The settings, for a command that hands them to a child.
  public ApiSettings settings() {
    return settings;
  }
}
