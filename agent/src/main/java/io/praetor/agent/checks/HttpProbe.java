// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a URL: 2xx passes, 429 warns, all else is critical. Follows up to ten redirects. The output
/// names the status line and the end of the body.
final class HttpProbe implements Probe {
  private static final Logger LOG = LoggerFactory.getLogger(HttpProbe.class);
  private static final int MAX_REDIRECTS = 10;
  private static final List<String> PRIVATE_HEADERS =
      List.of("authorization", "www-authenticate", "cookie", "cookie2");

  private final Target target;
  private final long timeoutNanos;
  private final int outputMaxBytes;
  private final Scheduler scheduler;

  /// What to ask. Header names keep the case they came with.
  record Target(
      String url,
      String method,
      Map<String, List<String>> headers,
      String body,
      boolean disableRedirects,
      TlsOptions tls) {}

  HttpProbe(Target target, long timeoutNanos, int outputMaxBytes, Scheduler scheduler) {
    this.target = target;
    this.timeoutNanos = timeoutNanos;
    this.outputMaxBytes = outputMaxBytes;
    this.scheduler = scheduler;
  }

  /// One step of the way along the redirects.
  private record Step(URI uri, String method, byte[] body, boolean sameHost) {}

  @Override
  public ProbeResult run() {
    String method = target.method.isEmpty() ? "GET" : target.method;
    byte[] body = target.body.getBytes(StandardCharsets.UTF_8);
    URI uri;
    try {
      uri = new URI(target.url);
    } catch (URISyntaxException e) {
      return ProbeResult.critical("parse \"" + target.url + "\": " + reason(e));
    }
    Step step = new Step(uri, method, body, true);
    try (Deadline deadline = new Deadline(scheduler, timeoutNanos)) {
      for (int redirects = 0; ; redirects++) {
        try (Socket socket = open(step.uri, deadline)) {
          HttpMessage.Answer answer = ask(socket, step);
          Step next = target.disableRedirects ? null : redirect(step, answer);
          if (next == null) {
            return judge(method, answer);
          }
          if (redirects == MAX_REDIRECTS - 1) {
            return failure(next, "stopped after 10 redirects");
          }
          step = next;
        } catch (IOException e) {
          return failure(step, why(deadline, e));
        }
      }
    }
  }

  private static String why(Deadline deadline, IOException e) {
    return deadline.expired() || Dialer.why("read", e).equals("i/o timeout")
        ? "context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
        : Dialer.why("read", e);
  }

  private static String reason(URISyntaxException e) {
    return e.getInput().startsWith(":") ? "missing protocol scheme" : e.getReason();
  }

  private static ProbeResult failure(Step step, String why) {
    String method = step.method;
    return ProbeResult.critical(
        method.substring(0, 1).toUpperCase(Locale.ROOT)
            + method.substring(1).toLowerCase(Locale.ROOT)
            + " \""
            + step.uri
            + "\": "
            + why);
  }

  private Socket open(URI uri, Deadline deadline) throws IOException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean https = scheme.equals("https");
    if (!https && !scheme.equals("http")) {
      throw new Dialer.DialException("unsupported protocol scheme \"" + scheme + "\"");
    }
    String host = uri.getHost();
    if (host == null) {
      throw new Dialer.DialException("http: no Host in request URL");
    }
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int port = uri.getPort() >= 0 ? uri.getPort() : https ? 443 : 80;
    Socket socket = Dialer.connect(new HostPort(bare, port).text(), deadline);
    if (!https) {
      return socket;
    }
    try {
      SSLSocket secure = TlsClient.over(socket, bare, target.tls, List.of());
      return secure;
    } catch (IOException e) {
      Dialer.close(socket);
      throw e;
    }
  }

  private HttpMessage.Answer ask(Socket socket, Step step) throws IOException {
    String path = step.uri.getRawPath();
    String query = step.uri.getRawQuery();
    HttpMessage.send(
        socket.getOutputStream(),
        step.method,
        (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query),
        headers(step),
        step.body);
    return HttpMessage.receive(socket.getInputStream(), step.method);
  }

  /// The request's headers in the order in which Go writes them.
  private List<HttpMessage.Header> headers(Step step) {
    TreeMap<String, List<String>> own = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    target.headers.forEach(
        (name, values) -> {
          if (step.sameHost || !PRIVATE_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            own.put(name, values);
          }
        });
    List<HttpMessage.Header> headers = new ArrayList<>();
    List<String> host = own.remove("Host");
    headers.add(
        new HttpMessage.Header(
            "Host", host == null || host.isEmpty() ? authority(step.uri) : host.getFirst()));
    List<String> agent = own.remove("User-Agent");
    headers.add(
        new HttpMessage.Header(
            "User-Agent",
            agent == null || agent.isEmpty() ? "Consul Health Check" : agent.getFirst()));
    if (step.body.length > 0 || !List.of("GET", "HEAD").contains(step.method)) {
      headers.add(new HttpMessage.Header("Content-Length", Integer.toString(step.body.length)));
    }
    own.remove("Content-Length");
    own.remove("Connection");
    own.putIfAbsent("Accept", List.of("text/plain, text/*, */*"));
    String user = step.uri.getUserInfo();
    if (user != null) {
      String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
      own.putIfAbsent("Authorization", List.of("Basic " + basic));
    }
    own.putIfAbsent("Accept-Encoding", List.of("gzip"));
    own.forEach(
        (name, values) -> values.forEach(v -> headers.add(new HttpMessage.Header(name, v))));
    headers.add(new HttpMessage.Header("Connection", "close"));
    return headers;
  }

  private static String authority(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  /// Where the answer sends us, null when it is the last one.
  private static @Nullable Step redirect(Step step, HttpMessage.Answer answer) throws IOException {
    String location = answer.header("Location");
    boolean asGet = List.of(301, 302, 303).contains(answer.code());
    if (location == null || !(asGet || answer.code() == 307 || answer.code() == 308)) {
      return null;
    }
    URI uri;
    try {
      uri = step.uri.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw new Dialer.DialException("failed to parse Location header \"" + location + "\"");
    }
    boolean sameHost =
        step.sameHost
            && uri.getHost() != null
            && uri.getHost().equalsIgnoreCase(step.uri.getHost());
    boolean get = asGet && !step.method.equals("HEAD");
    return new Step(uri, get ? "GET" : step.method, get ? new byte[0] : step.body, sameHost);
  }

  private ProbeResult judge(String method, HttpMessage.Answer answer) {
    TailBuffer output = new TailBuffer(outputMaxBytes);
    try {
      decoded(answer).transferTo(output);
    } catch (IOException e) {
      // The status has been seen and counts; the body is shown as far as it came.
      LOG.debug("Check error while reading body", e);
    }
    String text =
        "HTTP " + method + " " + target.url + ": " + answer.status() + " Output: " + output.text();
    int code = answer.code();
    CheckStatus status =
        code >= 200 && code <= 299
            ? CheckStatus.PASSING
            : code == 429 ? CheckStatus.WARNING : CheckStatus.CRITICAL;
    return new ProbeResult(status, text);
  }

  private static InputStream decoded(HttpMessage.Answer answer) throws IOException {
    return "gzip".equalsIgnoreCase(answer.header("Content-Encoding"))
        ? new GZIPInputStream(answer.body())
        : answer.body();
  }
}
