// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.logging.AgentLog;
import io.praetor.config.AgentFlags;
import io.praetor.config.BuildConfig;
import io.praetor.config.ConfigLoader;
import io.praetor.config.FlagException;
import io.praetor.config.LoadResult;
import io.praetor.config.RuntimeConfig;
import io.praetor.config.Sources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// A whole agent in development mode on ports of its own, made from one file that the test may write
/// again.
final class RunningAgent implements AutoCloseable {
  private static final String PORTS =
      "{\"node_name\":\"n1\",\"ports\":{\"http\":%d,\"https\":%d,\"dns\":-1,\"grpc\":-1,"
          + "\"grpc_tls\":-1,\"server\":%d,\"serf_lan\":%d,\"serf_wan\":-1}}";

  private final Path file;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final AgentLog log;
  private final int httpPort;
  private final int httpsPort;
  private final int serverPort;
  final Agent agent;

  private RunningAgent(Path folder, String config) throws IOException, FlagException {
    List<Integer> free = freePorts();
    httpPort = free.get(0);
    httpsPort = free.get(1);
    serverPort = free.get(2);
    Path base = folder.resolve("base.json");
    Files.writeString(base, String.format(Locale.ROOT, PORTS, free.toArray()));
    file = folder.resolve("changing.json");
    Files.writeString(file, config);
    List<String> arguments =
        List.of("-dev", "-config-file", base.toString(), "-config-file", file.toString());
    AgentFlags flags = AgentFlags.parse(arguments);
    BuildConfig build = new BuildConfig("1.22.5", "", "", "", Instant.EPOCH);
    Supplier<LoadResult> loader =
        () -> ConfigLoader.load(new Sources(flags, new MachineHost(), build));
    RuntimeConfig first =
        switch (loader.get()) {
          case LoadResult.Loaded(RuntimeConfig loaded, var ignored) -> loaded;
          case LoadResult.Refused(String error) -> throw new IOException(error);
        };
    log = AgentLog.start(first.log(), new PrintStream(lines, true, StandardCharsets.UTF_8));
    try {
      agent = Agent.start(new Agent.Setup(first, loader, log, arguments, banner -> {}));
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  static RunningAgent start(Path folder, String config) throws IOException, FlagException {
    return new RunningAgent(folder, config);
  }

  private static List<Integer> freePorts() throws IOException {
    List<Integer> ports = new ArrayList<>();
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      sockets.add(socket);
      ports.add(socket.getLocalPort());
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }

  /// Changes the file and reloads.
  void reload(String config) throws IOException {
    Files.writeString(file, config);
    agent.reload();
  }

  void write(String config) throws IOException {
    Files.writeString(file, config);
  }

  int httpPort() {
    return httpPort;
  }

  int httpsPort() {
    return httpsPort;
  }

  /// Of the servers' RPC.
  int serverPort() {
    return serverPort;
  }

  String logged() {
    return lines.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    agent.shutdown(false);
    try {
      agent.awaitStopped();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      log.close();
    }
  }
}
