// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An answer of the agent. The body is a stream, because log lines arrive for as long as one listens; whoever got the
/// answer closes it.
public final class ApiResponse implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 512 << 20;

  private final int status;
  private final Map<String, String> headers;
  private final InputStream body;
  private final Dialer.Link link;

  ApiResponse(int status, Map<String, String> headers, InputStream body, Dialer.Link link) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.link = link;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// A header by its name, or empty.
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
  }

  /// The index for the next blocking query, 0 when the answer has none.
  public long index() {
    try {
      return Long.parseUnsignedLong(header("X-Consul-Index"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /// The body as it arrives.
  public InputStream body() {
    return body;
  }

  /// The whole body.
  public byte[] bytes() throws ApiError {
    try {
      byte[] bytes = body.readNBytes(MAX_BODY_BYTES);
      if (bytes.length == MAX_BODY_BYTES) {
        throw new ApiError("response body too large");
      }
      return bytes;
    } catch (IOException e) {
      throw new ApiError(e.getMessage() == null ? "unexpected EOF" : e.getMessage());
    }
  }

  /// The whole body as text.
  public String text() throws ApiError {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /// The body as JSON.
  public Json json() throws ApiError {
    try {
      return JsonReader.read(bytes());
    } catch (JsonReader.SyntaxError e) {
      throw new ApiError(e.text());
    }
  }

  /// This answer if its status is 200.
  ///
  /// @throws ApiError with status and body otherwise
  public ApiResponse expectOk() throws ApiError {
    if (status == 200) {
      return this;
    }
    throw unexpected();
  }

  /// The error for a status that the caller did not expect.
  public ApiError unexpected() throws ApiError {
    return new ApiError(
        "Unexpected response code: " + status + " (" + text().strip() + ")", status);
  }

  @Override
  public void close() throws ApiError {
    try {
      link.close();
    } catch (IOException e) {
      throw new ApiError(String.valueOf(e.getMessage()));
    }
  }
}
