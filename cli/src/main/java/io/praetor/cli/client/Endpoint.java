// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

/// An agent's address as CONSUL_HTTP_ADDR gives it: `host:port`, `http://...`, `https://...` with an optional path prefix,
/// or `unix:///path`.
///
/// @param scheme http or https
/// @param authority host and port as shown in error texts
/// @param socketPath the path of a unix socket, or empty
/// @param prefix what a reverse proxy expects before each path, or empty
public record Endpoint(String scheme, String authority, String socketPath, String prefix) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MAX_PORT = 65535;

  /// Reads an address.
  ///
  /// @param scheme what an address without a scheme gets
  public static Endpoint parse(String address, String scheme) throws ApiError {
    int mark = address.indexOf("://");
    if (mark < 0) {
      return new Endpoint(scheme, address, "", "");
    }
    String rest = address.substring(mark + 3);
    switch (address.substring(0, mark)) {
      case "unix":
        return new Endpoint(scheme, "localhost", rest, "");
      case "http":
        return withPrefix(scheme, rest);
      case "https":
        return withPrefix("https", rest);
      default:
        throw new ApiError("Unknown protocol scheme: " + address.substring(0, mark));
    }
  }

  private static Endpoint withPrefix(String scheme, String rest) {
    int slash = rest.indexOf('/');
    return slash < 0
        ? new Endpoint(scheme, rest, "", "")
        : new Endpoint(scheme, rest.substring(0, slash), "", rest.substring(slash));
  }

  boolean isUnix() {
    return !socketPath.isEmpty();
  }

  boolean isTls() {
    return scheme.equals("https");
  }

  String host() {
    int colon = portColon();
    String host = colon < 0 ? authority : authority.substring(0, colon);
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  int port() throws ApiError {
    int colon = portColon();
    if (colon < 0 || colon == authority.length() - 1) {
      return isTls() ? HTTPS_PORT : HTTP_PORT;
    }
    String text = authority.substring(colon + 1);
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new ApiError("invalid port \":" + text + "\" after host");
    }
    throw new ApiError("dial tcp: address " + text + ": invalid port");
  }

  private int portColon() {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? colon : -1;
  }
}
