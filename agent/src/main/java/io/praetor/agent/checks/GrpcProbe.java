// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Calls `grpc.health.v1.Health/Check` and passes when the answer is SERVING. The two messages have
/// one field each (a service name, an enum), so they are read and written here.
final class GrpcProbe implements Probe {
  private static final List<String> SERVING_STATUS =
      List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN");
  private static final List<String> CODES =
      List.of(
          "OK",
          "Canceled",
          "Unknown",
          "InvalidArgument",
          "DeadlineExceeded",
          "NotFound",
          "AlreadyExists",
          "PermissionDenied",
          "ResourceExhausted",
          "FailedPrecondition",
          "Aborted",
          "OutOfRange",
          "Unimplemented",
          "Internal",
          "Unavailable",
          "DataLoss",
          "Unauthenticated");
  private static final int SERVING = 1;

  private final String target;
  private final String address;
  private final String service;
  private final @Nullable TlsOptions tls;
  private final long timeoutNanos;
  private final Scheduler scheduler;

  /// `target` is `host:port`, or `host:port/service`.
  GrpcProbe(String target, @Nullable TlsOptions tls, long timeoutNanos, Scheduler scheduler) {
    this.target = target;
    int slash = target.indexOf('/');
    this.address = slash < 0 ? target : target.substring(0, slash);
    this.service = slash < 0 ? "" : target.substring(slash + 1);
    this.tls = tls;
    this.timeoutNanos = timeoutNanos;
    this.scheduler = scheduler;
  }

  @Override
  public ProbeResult run() {
    try (Deadline deadline = new Deadline(scheduler, timeoutNanos)) {
      try (Socket socket = Dialer.connect(address, deadline)) {
        return secure(socket, deadline);
      } catch (IOException e) {
        return unavailable("transport: Error while dialing: " + deadline.explain("dial tcp", e));
      }
    }
  }

  private ProbeResult secure(Socket socket, Deadline deadline) {
    Socket connection = socket;
    try {
      if (tls != null) {
        connection = TlsClient.over(socket, HostPort.hostOf(address), tls, List.of("h2"));
      }
    } catch (IOException e) {
      return unavailable(
          "transport: authentication handshake failed: " + deadline.explain("read tcp", e));
    }
    Http2Connection http2 = null;
    try {
      http2 = new Http2Connection(connection);
      return judge(http2.request(headers(), message()));
    } catch (IOException e) {
      boolean ready = http2 != null && http2.ready();
      if (deadline.expired()) {
        return critical(
            4,
            "context deadline exceeded"
                + (ready ? "" : " while waiting for connections to become ready"));
      }
      String why = Dialer.why("read tcp", e);
      return ready ? critical(14, why) : unavailable("error reading server preface: " + why);
    }
  }

  private static ProbeResult unavailable(String why) {
    return critical(14, "connection error: desc = \"" + why + "\"");
  }

  private static ProbeResult critical(int code, String description) {
    String name = code >= 0 && code < CODES.size() ? CODES.get(code) : "Code(" + code + ")";
    return ProbeResult.critical("rpc error: code = " + name + " desc = " + description);
  }

  private List<Map.Entry<String, String>> headers() {
    return List.of(
        Map.entry(":method", "POST"),
        Map.entry(":scheme", tls == null ? "http" : "https"),
        Map.entry(":path", "/grpc.health.v1.Health/Check"),
        Map.entry(":authority", address),
        Map.entry("content-type", "application/grpc"),
        Map.entry("user-agent", "Consul Health Check"),
        Map.entry("te", "trailers"));
  }

  /// The request, `string service = 1`, behind gRPC's prefix of compression flag and length.
  private byte[] message() {
    byte[] name = service.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    if (name.length > 0) {
      request.write(0x0a);
      int left = name.length;
      for (; left >= 128; left >>>= 7) {
        request.write(left & 0x7f | 0x80);
      }
      request.write(left);
      request.writeBytes(name);
    }
    return ByteBuffer.allocate(5 + request.size())
        .put((byte) 0)
        .putInt(request.size())
        .put(request.toByteArray())
        .array();
  }

  private ProbeResult judge(Http2Connection.Response response) {
    String status = response.headers().getOrDefault(":status", "");
    String grpcStatus = response.headers().get("grpc-status");
    if (grpcStatus == null) {
      return critical(
          status.equals("200") ? 13 : 12,
          status.equals("200")
              ? "server closed the stream without sending trailers"
              : "unexpected HTTP status code received from server: " + status);
    }
    if (!grpcStatus.equals("0")) {
      return critical(
          grpcStatus.matches("\\d{1,6}") ? Integer.parseInt(grpcStatus) : 2,
          percentDecoded(response.headers().getOrDefault("grpc-message", "")));
    }
    int serving = servingStatus(response.body());
    if (serving == SERVING) {
      return ProbeResult.passing("gRPC check " + target + ": success");
    }
    return ProbeResult.critical(
        "gRPC "
            + target
            + " serving status: "
            + (serving >= 0 && serving < SERVING_STATUS.size()
                ? SERVING_STATUS.get(serving)
                : Integer.toString(serving)));
  }

  private static String percentDecoded(String message) {
    try {
      return URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return message;
    }
  }

  /// `ServingStatus status = 1` of the first message, UNKNOWN when the field is missing or unreadable.
  static int servingStatus(byte[] body) {
    if (body.length < 5) {
      return 0;
    }
    int end = (int) Math.min(body.length, 5 + (ByteBuffer.wrap(body, 1, 4).getInt() & 0xffffffffL));
    int status = 0;
    int at = 5;
    while (at + 1 < end && body[at] == 0x08) {
      status = body[at + 1] & 0x7f;
      at += 2;
    }
    return status;
  }
}
