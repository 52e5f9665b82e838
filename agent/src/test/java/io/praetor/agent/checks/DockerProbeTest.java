// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a socket that answers as the Docker engine does.
class DockerProbeTest {
  private final RealTime time = new RealTime();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  @TempDir private Path folder;
  private ServerSocketChannel engine;

  @BeforeEach
  void start() throws IOException {
    engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    engine.bind(UnixDomainSocketAddress.of(folder.resolve("docker.sock")));
    time.scheduler.after(0, this::serve);
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
    time.close();
  }

  private void serve() {
    try {
      while (true) {
        try (SocketChannel client = engine.accept()) {
          answer(client);
        }
      }
    } catch (ClosedChannelException e) {
      // The test is over.
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void answer(SocketChannel client) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(Channels.newInputStream(client), UTF_8));
    String request = in.readLine();
    int length = 0;
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    char[] body = new char[length];
    int read = 0;
    while (read < length) {
      read += in.read(body, read, length - read);
    }
    asked.add(request + " " + new String(body));
    String path = request.split(" ")[1];
    byte[] answer;
    String status = "200 OK";
    if (path.startsWith("/containers/missing/")) {
      status = "404 Not Found";
      answer = "{\"message\":\"No such container: missing\"}".getBytes(UTF_8);
    } else if (path.endsWith("/exec")) {
      status = "201 Created";
      answer = ("{\"Id\":\"ex" + path.split("/")[2] + "\"}").getBytes(UTF_8);
    } else if (path.endsWith("/start")) {
      ByteArrayOutputStream frames = new ByteArrayOutputStream();
      frame(frames, 1, "out\n");
      frame(frames, 2, "err\n");
      answer = frames.toByteArray();
    } else {
      String exit = path.split("/")[2].substring(3);
      answer = ("{\"ID\":\"x\",\"Running\":false,\"ExitCode\":" + exit + "}").getBytes(UTF_8);
    }
    String head = "HTTP/1.1 " + status + "\r\nContent-Length: " + answer.length + "\r\n\r\n";
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(UTF_8));
    whole.writeBytes(answer);
    client.write(ByteBuffer.wrap(whole.toByteArray()));
  }

  private static void frame(ByteArrayOutputStream out, int stream, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeBytes(ByteBuffer.allocate(8).putInt(stream << 24).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  private ProbeResult run(String engineAddress, String container) {
    return new DockerProbe(
            engineAddress,
            container,
            List.of("/bin/check", "a \"b\""),
            RealTime.LONG_NANOS,
            4096,
            time.scheduler)
        .run();
  }

  @Test
  void theExitCodeIsTheStatus() {
    String address = "unix://" + folder.resolve("docker.sock");
    assertEquals(ProbeResult.passing("out\nerr\n"), run(address, "c0"));
    assertEquals(new ProbeResult(CheckStatus.WARNING, "out\nerr\n"), run(address, "c1"));
    assertEquals(ProbeResult.critical("out\nerr\n"), run(address, "c2"));
    assertEquals(
        "POST /containers/c0/exec HTTP/1.1 {\"AttachStdin\":false,\"AttachStdout\":true,"
            + "\"AttachStderr\":true,\"Tty\":false,\"Cmd\":[\"/bin/check\",\"a \\\"b\\\"\"]}",
        asked.poll());
    assertEquals("POST /exec/exc0/start HTTP/1.1 {\"Detach\":false,\"Tty\":false}", asked.poll());
    assertEquals("GET /exec/exc0/json HTTP/1.1 ", asked.poll());
  }

  @Test
  void aMissingContainerAndAMissingEngineAreCritical() {
    assertEquals(
        ProbeResult.critical("create exec failed for unknown container missing"),
        run("unix://" + folder.resolve("docker.sock"), "missing"));
    assertEquals(
        ProbeResult.critical(
            "create exec failed for container abc: Post"
                + " \"http://%2Fno%2Fsuch%2Fdocker.sock/containers/abc/exec\": dial unix"
                + " /no/such/docker.sock: connect: no such file or directory"),
        run("unix:///no/such/docker.sock", "abc"));
  }
}
