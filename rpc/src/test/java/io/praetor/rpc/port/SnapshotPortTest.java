// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.RemoteFailure;
import io.praetor.rpc.Snapshots;
import io.praetor.rpc.net.SnapshotHeaders;
import io.praetor.wire.Msgpack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Snapshots over real sockets.
@Timeout(60)
class SnapshotPortTest {
  private static final MultiThreadIoEventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  /// Recorded from Consul, without the first byte.
  private static final String SAVE =
      "84aa416c6c6f775374616c65c2aa4461746163656e746572a3646331a24f7000a5546f6b656e"
          + "da002431313131313131312d313131312d313131312d313131312d313131313131313131313131";

  private static final String SAVED =
      "88a74261636b656e6400b0436f6e73697374656e63794c6576656ca0a54572726f72a0a5496e6465784e"
          + "ab4b6e6f776e4c6561646572c3ab4c617374436f6e7461637400ab4e6f744d6f646966696564c2"
          + "b5526573756c747346696c7465726564427941434c73c2";

  private static final String RESTORED =
      "88a74261636b656e6400b0436f6e73697374656e63794c6576656ca0a54572726f72a0a5496e64657800"
          + "ab4b6e6f776e4c6561646572c2ab4c617374436f6e7461637400ab4e6f744d6f646966696564c2"
          + "b5526573756c747346696c7465726564427941434c73c2";

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final byte[] archive = new byte[3_000_000];
  private final Memory memory = new Memory();
  private ServerPort port;

  /// Keeps what is restored and saves a fixed archive.
  private final class Memory implements Snapshots {
    private byte[] restored = new byte[0];

    @Override
    public Saved save(Request request) {
      if (request.datacenter().equals("dc9")) {
        throw ConsulException.noPathToDatacenter();
      }
      return new Saved() {
        @Override
        public QueryMeta meta() {
          return new QueryMeta(78, Duration.ZERO, true, "leader", false);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
          out.write(archive);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void restore(Request request, InputStream file) throws IOException {
      if (request.allowStale()) {
        throw new ConsulException("stale not allowed for restore");
      }
      restored = file.readAllBytes();
    }
  }

  @BeforeEach
  void start() throws IOException {
    new Random(2).nextBytes(archive);
    port =
        ServerPort.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .on(FirstByte.SNAPSHOT, new SnapshotServer(memory, executor))
            .start(LOOPS);
  }

  @AfterEach
  void stop() {
    port.close();
    executor.shutdownNow();
  }

  @AfterAll
  static void stopLoops() {
    LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private Snapshots client() {
    return new SnapshotClient(port.address(), PortedServer.PLAIN);
  }

  private static Snapshots.Request request(String datacenter, boolean allowStale) {
    return new Snapshots.Request(datacenter, "", allowStale);
  }

  @Test
  void headersAreConsuls() throws IOException {
    byte[] save = HexFormat.of().parseHex(SAVE);
    SnapshotHeaders.Ask ask =
        SnapshotHeaders.read(SnapshotHeaders.Ask.CODEC, new ByteArrayInputStream(save));
    assertEquals("dc1", ask.datacenter());
    assertArrayEquals(save, Msgpack.write(SnapshotHeaders.Ask.CODEC, ask));
    assertEquals(false, ask.toString().contains(ask.token()), "secrets are not shown");
  }

  @Test
  void savesAndRestores() throws Exception {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (Snapshots.Saved save = client().save(request("", false))) {
      assertEquals(new QueryMeta(78, Duration.ZERO, true, "leader", false), save.meta());
      save.writeTo(saved);
    }
    assertArrayEquals(archive, saved.toByteArray());
    client().restore(request("", false), new ByteArrayInputStream(archive));
    assertArrayEquals(archive, memory.restored);
  }

  @Test
  void answersAsRecorded() throws IOException {
    try (Socket socket = new Socket(port.address().getAddress(), port.address().getPort())) {
      socket.getOutputStream().write(FirstByte.SNAPSHOT.value());
      socket.getOutputStream().write(HexFormat.of().parseHex(SAVE));
      socket.shutdownOutput();
      byte[] all = socket.getInputStream().readAllBytes();
      assertEquals(SAVED, HexFormat.of().formatHex(all, 0, SAVED.length() / 2));
      assertEquals(archive.length + SAVED.length() / 2, all.length);
    }
    try (Socket socket = new Socket(port.address().getAddress(), port.address().getPort())) {
      socket.getOutputStream().write(FirstByte.SNAPSHOT.value());
      socket
          .getOutputStream()
          .write(HexFormat.of().parseHex(SAVE.replace("a24f7000", "a24f7001") + "0102"));
      socket.shutdownOutput();
      assertEquals(RESTORED, HexFormat.of().formatHex(socket.getInputStream().readAllBytes()));
      assertArrayEquals(new byte[] {1, 2}, memory.restored);
    }
  }

  @Test
  void passesRefusalsOn() {
    assertEquals(
        "No path to datacenter",
        assertThrows(ConsulException.class, () -> client().save(request("dc9", false))).text());
    assertEquals(
        "stale not allowed for restore",
        assertThrows(
                ConsulException.class,
                () -> client().restore(request("", true), new ByteArrayInputStream(new byte[0])))
            .text());
  }

  @Test
  void saysThatNobodyListens() {
    Snapshots client = client();
    port.close();
    RemoteFailure refused =
        assertThrows(RemoteFailure.class, () -> client.save(request("", false)));
    assertEquals(RemoteFailure.Stage.NOT_SENT, refused.stage());
  }
}
