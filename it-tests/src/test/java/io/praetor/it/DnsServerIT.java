// SPDX-License-Identifier: Apache-2.0

package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.config.DnsConfig;
import io.praetor.dns.DnsAnswerer;
import io.praetor.dns.DnsSettings;
import io.praetor.dns.DnsSource;
import io.praetor.dns.Flags;
import io.praetor.dns.Lookup;
import io.praetor.dns.Message;
import io.praetor.dns.MessageReader;
import io.praetor.dns.MessageWriter;
import io.praetor.dns.Name;
import io.praetor.dns.Question;
import io.praetor.dns.Rcode;
import io.praetor.dns.RecordData;
import io.praetor.dns.RecordType;
import io.praetor.dns.ResourceRecord;
import io.praetor.dns.server.DnsServer;
import io.praetor.rpc.metrics.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The DNS listeners and the recursor client with real sockets on loopback.
@Timeout(60)
final class DnsServerIT {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int SOCKET_TIMEOUT_MILLIS = 20_000;

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();
  private final OneService source = new OneService();

  @AfterEach
  void stop() {
    waiting.shutdownNow();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void udpAndTcpAnswerOnTheSamePort() throws Exception {
    try (DnsServer server = start(List.of())) {
      byte[] query = query("web.service.consul", RecordType.A);
      assertEquals(1, MessageReader.read(udp(server, query)).answers().size());
      assertEquals(1, MessageReader.read(tcp(server, query)).answers().size());
    }
  }

  @Test
  void lookUpsThatMayWaitLeaveTheEventLoop() throws Exception {
    source.atOnce = false;
    try (DnsServer server = start(List.of())) {
      udp(server, query("web.service.consul", RecordType.A));
      assertTrue(source.askedOnVirtualThread.get());
    }
  }

  @Test
  void pipelinedQueriesAreAnsweredInOrderAndEndAfter128() throws Exception {
    try (DnsServer server = start(List.of());
        Socket socket = connect(server)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      for (int id = 0; id < 200; id++) {
        byte[] query = query("web.service.consul", RecordType.A);
        query[1] = (byte) id;
        out.writeShort(query.length);
        out.write(query);
      }
      socket.getOutputStream().write(bytes.toByteArray());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (int id = 0; id < 128; id++) {
        byte[] reply = in.readNBytes(in.readUnsignedShort());
        assertEquals((byte) id, reply[1]);
      }
      // What the server has not read makes the end of the connection a reset rather than a close.
      assertThrows(IOException.class, in::readUnsignedShort);
    }
  }

  @Test
  void packetsThatDeserveNoAnswerDoNotEndTheConversation() throws Exception {
    try (DnsServer server = start(List.of());
        Socket socket = connect(server)) {
      byte[] query = query("web.service.consul", RecordType.A);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.write(new byte[] {0, 5, 1, 2, 3, 4, 5, 0, 0});
      out.writeShort(query.length);
      out.write(query);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      assertEquals(1, MessageReader.read(in.readNBytes(in.readUnsignedShort())).answers().size());
    }
  }

  @Test
  void aConnectionThatNeverFinishesItsQueryIsClosed() throws Exception {
    try (DnsServer server = start(List.of());
        Socket socket = connect(server)) {
      socket.getOutputStream().write(new byte[] {0, 40, 1, 2, 3});
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void aTruncatedQuestionIsAFormatError() throws Exception {
    try (DnsServer server = start(List.of())) {
      byte[] packet = {0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 'w', 'e'};
      byte[] expected = {0x12, 0x34, (byte) 0x81, 1, 0, 0, 0, 0, 0, 0, 0, 0};
      assertArrayEquals(expected, udp(server, packet));
    }
  }

  @Test
  void otherNamesAreForwardedToTheFirstRecursorThatAnswers() throws Exception {
    try (DatagramSocket silent = new DatagramSocket(0, LOOPBACK);
        DatagramSocket upstream = answering("198.51.100.7");
        DnsServer server = start(List.of(silent, upstream))) {
      byte[] reply = udp(server, query("www.example.net", RecordType.A));
      assertEquals(7, reply[1], "the ID of the query");
      Message message = MessageReader.read(reply);
      assertEquals(1, message.answers().size());
      assertEquals(0, message.flags() & Flags.AA);
    }
  }

  @Test
  void withNobodyListeningTheAnswerIsAServerFailure() throws Exception {
    DatagramSocket closed = new DatagramSocket(0, LOOPBACK);
    int port = closed.getLocalPort();
    closed.close();
    try (DnsServer server = startWith(List.of("127.0.0.1:" + port))) {
      byte[] query = query("www.example.net", RecordType.A);
      assertEquals(Rcode.SERVFAIL, MessageReader.read(udp(server, query)).rcode());
      assertEquals(Rcode.SERVFAIL, MessageReader.read(tcp(server, query)).rcode());
    }
  }

  @Test
  void anAliasOutsideOurDomainsIsResolvedByARecursor() throws Exception {
    source.serviceAddress = "www.example.net";
    try (DatagramSocket upstream = answering("198.51.100.7");
        DnsServer server = start(List.of(upstream))) {
      Message message = MessageReader.read(udp(server, query("web.service.consul", RecordType.A)));
      assertEquals(
          List.of(
              new RecordData.Cname(Name.parse("www.example.net")),
              new RecordData.A(new byte[] {(byte) 198, 51, 100, 7})),
          message.answers().stream().map(ResourceRecord::data).toList());
    }
  }

  @Test
  void aPortThatIsTakenIsReportedAndNothingStaysOpen() throws Exception {
    try (DnsServer first = start(List.of())) {
      InetSocketAddress taken = first.addresses().getFirst();
      InetSocketAddress free = new InetSocketAddress(LOOPBACK, 0);
      assertThrows(
          IOException.class,
          () ->
              DnsServer.start(
                  List.of(free, taken),
                  new DnsAnswerer(source),
                  settings(List.of()),
                  loops,
                  waiting,
                  Metrics.NONE,
                  "n1"));
    }
  }

  private DnsServer start(List<DatagramSocket> recursors) throws IOException {
    return startWith(recursors.stream().map(r -> "127.0.0.1:" + r.getLocalPort()).toList());
  }

  private DnsServer startWith(List<String> recursors) throws IOException {
    return DnsServer.start(
        List.of(new InetSocketAddress(LOOPBACK, 0)),
        new DnsAnswerer(source),
        settings(recursors),
        loops,
        waiting,
        Metrics.NONE,
        "n1");
  }

  private static DnsSettings settings(List<String> recursors) {
    return DnsSettings.of(
        new DnsConfig(
            List.of(),
            "consul.",
            "",
            recursors,
            "sequential",
            Duration.ofMillis(500),
            true,
            Duration.ofDays(3650),
            0,
            3,
            false,
            false,
            false,
            Duration.ZERO,
            Map.of(),
            true,
            new DnsConfig.Soa(3600, 600, 86400, 0),
            false,
            Duration.ZERO),
        "dc1",
        false);
  }

  /// A recursor that answers every question with one address, after a forged reply.
  private DatagramSocket answering(String address) throws IOException {
    DatagramSocket socket = new DatagramSocket(0, LOOPBACK);
    waiting.execute(
        () -> {
          try {
            while (true) {
              DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
              socket.receive(packet);
              byte[] copy = java.util.Arrays.copyOf(packet.getData(), packet.getLength());
              Message query = MessageReader.read(copy);
              ResourceRecord record =
                  new ResourceRecord(
                      query.question().name(),
                      300,
                      new RecordData.A(InetAddress.getByName(address).getAddress()));
              for (int id : new int[] {query.id() ^ 1, query.id()}) {
                byte[] reply =
                    MessageWriter.write(
                        new Message(
                            id,
                            Flags.QR | Flags.RA | Flags.RD,
                            query.question(),
                            id == query.id() ? List.of(record) : List.of(),
                            List.of(),
                            List.of(),
                            null),
                        true);
                socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
              }
            }
          } catch (Exception closed) {
            assertTrue(socket.isClosed(), closed.toString());
          }
        });
    return socket;
  }

  private static byte[] query(String name, int type) throws Exception {
    return MessageWriter.write(
        new Message(
            7,
            Flags.RD,
            new Question(Name.parse(name), type, 1),
            List.of(),
            List.of(),
            List.of(),
            null),
        false);
  }

  private static byte[] udp(DnsServer server, byte[] packet) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
      socket.send(new DatagramPacket(packet, packet.length, server.addresses().getFirst()));
      DatagramPacket reply = new DatagramPacket(new byte[65535], 65535);
      socket.receive(reply);
      return java.util.Arrays.copyOf(reply.getData(), reply.getLength());
    }
  }

  private static byte[] tcp(DnsServer server, byte[] packet) throws IOException {
    try (Socket socket = connect(server)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(packet.length);
      out.write(packet);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      return in.readNBytes(in.readUnsignedShort());
    }
  }

  private static Socket connect(DnsServer server) throws IOException {
    InetSocketAddress address = server.addresses().getFirst();
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
    return socket;
  }

  /// Knows the service `web` on one node.
  private static final class OneService implements DnsSource {
    volatile boolean atOnce = true;
    volatile String serviceAddress = "";
    final AtomicBoolean askedOnVirtualThread = new AtomicBoolean();

    @Override
    public boolean answersAtOnce(String datacenter) {
      return atOnce;
    }

    @Override
    public Lookup<Node> node(String name, String datacenter, String peer) {
      return new Lookup.Missing<>();
    }

    @Override
    public Lookup<List<CheckServiceNode>> instances(ServiceQuery query) {
      askedOnVirtualThread.set(Thread.currentThread().isVirtual());
      CheckServiceNode instance =
          new CheckServiceNode(
              Node.builder().node("n1").address("10.0.0.1").datacenter("dc1").build(),
              NodeService.builder().service("web").port(80).address(serviceAddress).build(),
              List.of());
      return new Lookup.Found<>(query.service().equals("web") ? List.of(instance) : List.of());
    }

    @Override
    public Lookup<InetAddress> virtualAddress(String service, String peer) {
      return new Lookup.Missing<>();
    }

    @Override
    public Lookup<QueryAnswer> runQuery(String nameOrId, String datacenter, InetAddress asker) {
      return new Lookup.Missing<>();
    }

    @Override
    public Lookup<String> nodeWithAddress(InetAddress address) {
      return new Lookup.Missing<>();
    }

    @Override
    public Lookup<String> serviceWithAddress(InetAddress address) {
      return new Lookup.Missing<>();
    }
  }
}
