// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import io.praetor.wire.Codecs;
import io.praetor.wire.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a program inside a container, through the HTTP API of the Docker engine: creates an exec,
/// starts it and reads its output, asks for its exit code. The code counts as for a script. Three
/// connections for a run, each closed after its answer.
final class DockerProbe implements Probe {
  private static final Logger LOG = LoggerFactory.getLogger(DockerProbe.class);
  private static final Pattern ID = Pattern.compile("\"Id\"\\s*:\\s*\"([0-9A-Za-z_.-]{1,256})\"");
  private static final Pattern EXIT_CODE = Pattern.compile("\"ExitCode\"\\s*:\\s*(-?\\d{1,9})");
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final String engine;
  private final String container;
  private final List<String> args;
  private final long timeoutNanos;
  private final int outputMaxBytes;
  private final Scheduler scheduler;

  /// `engine` is as in DOCKER_HOST: `unix:///var/run/docker.sock` or `tcp://host:port`.
  DockerProbe(
      String engine,
      String container,
      List<String> args,
      long timeoutNanos,
      int outputMaxBytes,
      Scheduler scheduler) {
    this.engine = engine;
    this.container = container;
    this.args = args;
    this.timeoutNanos = timeoutNanos;
    this.outputMaxBytes = outputMaxBytes;
    this.scheduler = scheduler;
  }

  /// The engine said no; the message is the output of the check.
  private static final class EngineException extends Exception {
    private static final long serialVersionUID = 1;

    EngineException(String message) {
      super(message);
    }
  }

  @Override
  public ProbeResult run() {
    try (Deadline deadline = new Deadline(scheduler, timeoutNanos)) {
      String exec = create(deadline);
      TailBuffer output = new TailBuffer(outputMaxBytes);
      start(deadline, exec, output);
      int exit = inspect(deadline, exec);
      return switch (exit) {
        case 0 -> ProbeResult.passing(output.describe());
        case 1 -> new ProbeResult(CheckStatus.WARNING, output.describe());
        default -> ProbeResult.critical(output.describe());
      };
    } catch (EngineException e) {
      return ProbeResult.critical(String.valueOf(e.getMessage()));
    }
  }

  private String create(Deadline deadline) throws EngineException {
    String command = new String(Json.write(Codecs.STRINGS, args), StandardCharsets.UTF_8);
    String path = "/containers/" + URLEncoder.encode(container, StandardCharsets.UTF_8) + "/exec";
    String body =
        "{\"AttachStdin\":false,\"AttachStdout\":true,\"AttachStderr\":true,\"Tty\":false,\"Cmd\":"
            + command
            + "}";
    String failed = "create exec failed for container " + container + ": ";
    try (Connection connection = open(deadline)) {
      HttpMessage.Answer answer = connection.ask("POST", path, body);
      if (answer.code() == 404) {
        throw new EngineException("create exec failed for unknown container " + container);
      }
      if (answer.code() == 409) {
        throw new EngineException(
            "create exec failed since container " + container + " is paused or stopped");
      }
      Matcher id = ID.matcher(text(answer));
      if (answer.code() != 201 || !id.find()) {
        throw new EngineException(failed + "unexpected answer " + answer.status());
      }
      return String.valueOf(id.group(1));
    } catch (IOException e) {
      throw new EngineException(failed + failure("Post", path, deadline, e));
    }
  }

  private void start(Deadline deadline, String exec, TailBuffer output) throws EngineException {
    String path = "/exec/" + exec + "/start";
    String failed = "start exec failed for container " + container + ": ";
    try (Connection connection = open(deadline)) {
      HttpMessage.Answer answer = connection.ask("POST", path, "{\"Detach\":false,\"Tty\":false}");
      if (answer.code() != 200) {
        throw new EngineException(failed + "unexpected answer " + answer.status());
      }
      demultiplex(answer.body(), output);
    } catch (IOException e) {
      throw new EngineException(failed + failure("Post", path, deadline, e));
    }
  }

  private int inspect(Deadline deadline, String exec) throws EngineException {
    String path = "/exec/" + exec + "/json";
    String failed = "inspect exec failed for container " + container + ": ";
    try (Connection connection = open(deadline)) {
      HttpMessage.Answer answer = connection.ask("GET", path, "");
      Matcher code = EXIT_CODE.matcher(text(answer));
      if (answer.code() != 200 || !code.find()) {
        throw new EngineException(failed + "unexpected answer " + answer.status());
      }
      return Integer.parseInt(code.group(1));
    } catch (IOException e) {
      throw new EngineException(failed + failure("Get", path, deadline, e));
    }
  }

  /// Without a terminal the engine sends frames: stream number, three zero bytes, length, data. What
  /// does not look like a frame is output as it stands.
  static void demultiplex(InputStream in, TailBuffer output) throws IOException {
    while (true) {
      byte[] head = in.readNBytes(8);
      boolean frame =
          head.length == 8
              && head[0] >= 0
              && head[0] <= 2
              && head[1] == 0
              && head[2] == 0
              && head[3] == 0;
      if (!frame) {
        output.write(head, 0, head.length);
        in.transferTo(output);
        return;
      }
      long left = ByteBuffer.wrap(head, 4, 4).getInt() & 0xffffffffL;
      byte[] chunk = new byte[(int) Math.min(8192, Math.max(1, left))];
      while (left > 0) {
        int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
        if (read < 0) {
          return;
        }
        output.write(chunk, 0, read);
        left -= read;
      }
    }
  }

  private static String text(HttpMessage.Answer answer) throws IOException {
    return new String(answer.body().readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
  }

  private String failure(String method, String path, Deadline deadline, IOException e) {
    LOG.debug("docker check failed: container={}", container, e);
    String base =
        engine.startsWith("unix://")
            ? "http://" + URLEncoder.encode(socketPath(), StandardCharsets.UTF_8)
            : engine.replaceFirst("^tcp:", "http:");
    return method + " \"" + base + path + "\": " + deadline.explain("read", e);
  }

  private String socketPath() {
    return engine.substring("unix://".length());
  }

  /// One connection to the engine.
  private record Connection(Closeable socket, InputStream in, OutputStream out)
      implements Closeable {
    HttpMessage.Answer ask(String method, String path, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      List<HttpMessage.Header> headers = new ArrayList<>();
      headers.add(new HttpMessage.Header("Host", "docker"));
      if (bytes.length > 0) {
        headers.add(new HttpMessage.Header("Content-Type", "application/json"));
        headers.add(new HttpMessage.Header("Content-Length", Integer.toString(bytes.length)));
      }
      headers.add(new HttpMessage.Header("Connection", "close"));
      HttpMessage.send(out, method, path, headers, bytes);
      return HttpMessage.receive(in, method);
    }

    @Override
    public void close() {
      Dialer.close(socket);
    }
  }

  private Connection open(Deadline deadline) throws IOException {
    if (engine.startsWith("unix://")) {
      SocketChannel channel = deadline.guard(SocketChannel.open(StandardProtocolFamily.UNIX));
      try {
        channel.connect(UnixDomainSocketAddress.of(socketPath()));
      } catch (IOException e) {
        Dialer.close(channel);
        String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        throw new Dialer.DialException("dial unix " + socketPath() + ": connect: " + why);
      }
      return new Connection(
          channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }
    Socket socket = Dialer.connect(engine.replaceFirst("^(tcp|http)://", ""), deadline);
    return new Connection(socket, socket.getInputStream(), socket.getOutputStream());
  }
}
