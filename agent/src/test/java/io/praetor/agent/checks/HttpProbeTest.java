// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against the JDK's HTTP server, whose reason phrases are its own.
class HttpProbeTest {
  private final RealTime time = new RealTime();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer server;
  private String base;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext(
        "/code/",
        exchange -> {
          int code = Integer.parseInt(exchange.getRequestURI().getPath().substring(6));
          if (code == 302) {
            exchange.getResponseHeaders().set("Location", "/code/200");
          }
          boolean empty = code == 204 || code == 304;
          byte[] body = "hello\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(code, empty ? -1 : body.length);
          if (!empty) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.createContext(
        "/echo",
        exchange -> {
          TreeMap<String, List<String>> headers = new TreeMap<>(exchange.getRequestHeaders());
          String text =
              exchange.getRequestMethod()
                  + " "
                  + headers
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, 0); // 0 is chunked here
          exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.createContext(
        "/gzip",
        exchange -> {
          ByteArrayOutputStream packed = new ByteArrayOutputStream();
          try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("unpacked".getBytes(StandardCharsets.UTF_8));
          }
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, packed.size());
          exchange.getResponseBody().write(packed.toByteArray());
          exchange.close();
        });
    server.createContext(
        "/loop",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/loop");
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    server.createContext(
        "/silent",
        exchange -> {
          try {
            released.await();
          } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
    time.close();
  }

  private ProbeResult get(String url) {
    return ask(url, "", Map.of(), "", false, 4096, RealTime.LONG_NANOS);
  }

  private ProbeResult ask(
      String url,
      String method,
      Map<String, List<String>> headers,
      String body,
      boolean disableRedirects,
      int outputMaxBytes,
      long timeoutNanos) {
    return new HttpProbe(
            new HttpProbe.Target(
                url, method, headers, body, disableRedirects, new TlsOptions("", false)),
            timeoutNanos,
            outputMaxBytes,
            time.scheduler)
        .run();
  }

  @Test
  void theStatusCodeDecides() {
    String url = base + "/code/";
    assertEquals(
        ProbeResult.passing("HTTP GET " + url + "200: 200 OK Output: hello\n"), get(url + "200"));
    assertEquals(
        ProbeResult.passing("HTTP GET " + url + "204: 204 No Content Output: "), get(url + "204"));
    assertEquals(
        new ProbeResult(CheckStatus.WARNING, "HTTP GET " + url + "429: 429  Output: hello\n"),
        get(url + "429"));
    assertEquals(
        ProbeResult.critical("HTTP GET " + url + "304: 304 Not Modified Output: "),
        get(url + "304"));
    assertEquals(
        ProbeResult.critical("HTTP GET " + url + "503: 503 Service Unavailable Output: hello\n"),
        get(url + "503"));
  }

  @Test
  void redirectsAreFollowedUnlessDisabled() {
    String url = base + "/code/302";
    assertEquals(ProbeResult.passing("HTTP GET " + url + ": 200 OK Output: hello\n"), get(url));
    assertEquals(
        ProbeResult.critical("HTTP GET " + url + ": 302 Temporary Redirect Output: hello\n"),
        ask(url, "", Map.of(), "", true, 4096, RealTime.LONG_NANOS));
    assertEquals(
        ProbeResult.critical("Get \"" + base + "/loop\": stopped after 10 redirects"),
        get(base + "/loop"));
  }

  @Test
  void methodHeadersAndBodyAreSent() {
    ProbeResult result =
        ask(
            base + "/echo?a=b",
            "POST",
            Map.of("X-A", List.of("1", "2"), "Host", List.of("my.host"), "accept", List.of("x/y")),
            "bo dy",
            false,
            4096,
            RealTime.LONG_NANOS);
    assertEquals(
        ProbeResult.passing(
            "HTTP POST "
                + base
                + "/echo?a=b: 200 OK Output: POST {Accept=[x/y], Accept-encoding=[gzip],"
                + " Connection=[close], Content-length=[5], Host=[my.host],"
                + " User-agent=[Consul Health Check], X-a=[1, 2]} bo dy"),
        result);
  }

  @Test
  void aBodyIsUnpackedAndOnlyItsEndIsShown() {
    assertEquals(
        ProbeResult.passing("HTTP GET " + base + "/gzip: 200 OK Output: unpacked"),
        get(base + "/gzip"));
    assertEquals(
        ProbeResult.passing("HTTP GET " + base + "/gzip: 200 OK Output: ked"),
        ask(base + "/gzip", "GET", Map.of(), "", false, 3, RealTime.LONG_NANOS));
  }

  @Test
  void faultsAreToldAsGoTellsThem() {
    server.stop(0);
    assertEquals(
        ProbeResult.critical(
            "Get \""
                + base
                + "/x\": dial tcp "
                + base.substring(7)
                + ": connect: connection refused"),
        get(base + "/x"));
    assertEquals(
        ProbeResult.critical("Get \"notaurl\": unsupported protocol scheme \"\""), get("notaurl"));
    assertEquals(ProbeResult.critical("parse \"://bad\": missing protocol scheme"), get("://bad"));
  }

  @Test
  void aServerThatDoesNotAnswerInTimeIsCritical() {
    assertEquals(
        ProbeResult.critical(
            "Get \""
                + base
                + "/silent\": context deadline exceeded (Client.Timeout exceeded while awaiting"
                + " headers)"),
        ask(base + "/silent", "", Map.of(), "", false, 4096, RealTime.SHORT_NANOS));
  }

  @Test
  void aHeaderCannotSmuggleInASecondRequest() {
    ProbeResult result =
        ask(
            base + "/echo",
            "",
            Map.of("X-A", List.of("1\r\nX-B: 2")),
            "",
            false,
            4096,
            RealTime.LONG_NANOS);
    assertEquals(
        ProbeResult.critical("Get \"" + base + "/echo\": net/http: invalid header field value"),
        result);
  }
}
