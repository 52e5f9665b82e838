// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One request under construction. Errors carry the method and the address in front, as Go's client prints them.
public final class ApiRequest {
  private final ApiSettings settings;
  private final String method;
  private final String path;
  private final SortedMap<String, List<String>> query = new TreeMap<>();
  private final String token;
  private InputStream body = InputStream.nullInputStream();
  private long bodyBytes;

  ApiRequest(ApiSettings settings, String method, String path) {
    this.settings = settings;
    this.method = method;
    this.path = path;
    this.token = settings.token();
    settings.defaults().forEach((name, value) -> query.put(name, new ArrayList<>(List.of(value))));
  }

  /// Adds a query parameter.
  public ApiRequest query(String name, String value) {
    query.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    return this;
  }

  /// Adds a query parameter unless its value is empty.
  public ApiRequest queryUnlessEmpty(String name, String value) {
    return value.isEmpty() ? this : query(name, value);
  }

  /// Leaves out a query parameter that the settings would add, for endpoints that refuse it.
  public ApiRequest without(String name) {
    query.remove(name);
    return this;
  }

  /// Sets the body.
  public ApiRequest body(byte[] bytes) {
    return body(new ByteArrayInputStream(bytes), bytes.length);
  }

  /// Sets a body that is read while it is sent.
  public ApiRequest body(InputStream bytes, long length) {
    this.body = bytes;
    this.bodyBytes = length;
    return this;
  }

  /// Sets a JSON body.
  public ApiRequest json(Json value) {
    return body(JsonWriter.compact(value).getBytes(StandardCharsets.UTF_8));
  }

  /// The whole answer as JSON; the status must be 200.
  public Json fetch() throws ApiError {
    try (ApiResponse response = send().expectOk()) {
      return response.json();
    }
  }

  /// Sends the request and drops the body of the answer; the status must be 200.
  public void run() throws ApiError {
    try (ApiResponse response = send().expectOk()) {
      response.bytes();
    }
  }

  /// Sends the request and reads the head of the answer, whatever its status.
  public ApiResponse send() throws ApiError {
    try {
      Dialer.Link link = Dialer.dial(settings);
      try {
        return exchange(link);
      } catch (ApiError | IOException e) {
        link.close();
        throw e;
      }
    } catch (ApiError e) {
      throw located(e.text());
    } catch (IOException e) {
      throw located(e.getMessage() == null ? "EOF" : e.getMessage());
    }
  }

  /// A server may refuse a body before it has read all of it, and then its answer counts, not the failed write.
  private ApiResponse exchange(Dialer.Link link) throws ApiError, IOException {
    IOException writeFailure = null;
    try {
      write(link.out());
    } catch (IOException e) {
      writeFailure = e;
    }
    try {
      ResponseReader reader = new ResponseReader(link.in());
      ResponseReader.Head head = reader.readHead();
      return new ApiResponse(head.status(), head.headers(), reader.body(head), link);
    } catch (IOException e) {
      throw writeFailure == null ? e : writeFailure;
    }
  }

  private ApiError located(String reason) {
    String verb = method.charAt(0) + method.substring(1).toLowerCase(java.util.Locale.ROOT);
    Endpoint endpoint = settings.endpoint();
    return new ApiError(
        verb
            + " \""
            + endpoint.scheme()
            + "://"
            + endpoint.authority()
            + target()
            + "\": "
            + reason);
  }

  private String target() {
    String parameters = UrlText.query(query);
    return UrlText.path(settings.endpoint().prefix() + path)
        + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  private void write(OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(target()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(settings.endpoint().authority()).append("\r\n");
    head.append("User-Agent: praetor-cli\r\nConnection: close\r\n");
    if (!token.isEmpty()) {
      head.append("X-Consul-Token: ").append(headerSafe(token)).append("\r\n");
    }
    if (!settings.basicAuth().isEmpty()) {
      byte[] credentials = settings.basicAuth().getBytes(StandardCharsets.UTF_8);
      head.append("Authorization: Basic ")
          .append(Base64.getEncoder().encodeToString(credentials))
          .append("\r\n");
    }
    if (!method.equals("GET") || bodyBytes > 0) {
      head.append("Content-Length: ").append(bodyBytes).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    body.transferTo(out);
    out.flush();
  }

  /// A token from a file may hold anything; a line break in it must not start a header of its own.
  private static String headerSafe(String value) throws IOException {
    if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new IOException("net/http: invalid header field value for \"X-Consul-Token\"");
    }
    return value;
  }
}
