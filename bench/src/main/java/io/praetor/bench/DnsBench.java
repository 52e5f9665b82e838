// SPDX-License-Identifier: Apache-2.0

package io.praetor.bench;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.Weights;
import io.praetor.config.DnsConfig;
import io.praetor.dns.Admission;
import io.praetor.dns.Client;
import io.praetor.dns.DnsAnswerer;
import io.praetor.dns.DnsFormatException;
import io.praetor.dns.DnsSettings;
import io.praetor.dns.DnsSource;
import io.praetor.dns.Edns;
import io.praetor.dns.Flags;
import io.praetor.dns.KnownHosts;
import io.praetor.dns.Lookup;
import io.praetor.dns.Message;
import io.praetor.dns.MessageReader;
import io.praetor.dns.MessageWriter;
import io.praetor.dns.Name;
import io.praetor.dns.Question;
import io.praetor.dns.RecordType;
import io.praetor.dns.Reply;
import io.praetor.dns.Transport;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// DNS from packet to packet without sockets: reading a query, answering it for a service of some
/// instances held in memory, writing the reply; and the codec alone.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DnsBench {
  /// How many instances the service has.
  @Param({"3", "40"})
  public int instances;

  private final Client client = new Client(InetAddress.getLoopbackAddress(), Transport.UDP);
  private final DnsSettings settings = settings();
  private byte[] addressQuery = {};
  private byte[] serverQuery = {};
  private byte[] serverReply = {};
  private @Nullable Message serverMessage;
  private DnsAnswerer answerer = new DnsAnswerer(new OneService(List.of()));
  private long seed;

  @Setup
  public void prepare() throws DnsFormatException {
    List<CheckServiceNode> all = new ArrayList<>();
    for (int i = 0; i < instances; i++) {
      HealthCheck check = HealthCheck.builder().checkId("serfHealth").status("passing").build();
      all.add(
          new CheckServiceNode(
              Node.builder().node("node-" + i).address("10.0.0." + i).datacenter("dc1").build(),
              NodeService.builder().service("web").port(8080).weights(Weights.ONE).build(),
              List.of(check)));
    }
    answerer = new DnsAnswerer(new OneService(all));
    addressQuery = query(RecordType.A);
    serverQuery = query(RecordType.SRV);
    serverReply = answer(serverQuery);
    serverMessage = MessageReader.read(serverReply);
  }

  @Benchmark
  public byte[] answerAddresses() {
    return answer(addressQuery);
  }

  @Benchmark
  public byte[] answerServers() {
    return answer(serverQuery);
  }

  @Benchmark
  public Message readReply() throws DnsFormatException {
    return MessageReader.read(serverReply);
  }

  @Benchmark
  public byte[] writeReply() throws DnsFormatException {
    return MessageWriter.write(Objects.requireNonNull(serverMessage), true);
  }

  private byte[] answer(byte[] packet) {
    if (Admission.of(packet) instanceof Admission.Query(Message query)
        && answerer.answer(query, client, settings, KnownHosts.NONE, seed++, 1_800_000_000L, false)
            instanceof Reply.Send(byte[] reply)) {
      return reply;
    }
    throw new IllegalStateException("no answer");
  }

  private static byte[] query(int type) throws DnsFormatException {
    Question question = new Question(Name.parse("web.service.consul"), type, 1);
    Edns edns = new Edns(4096, null);
    return MessageWriter.write(
        new Message(7, Flags.RD, question, List.of(), List.of(), List.of(), edns), false);
  }

  private static DnsSettings settings() {
    DnsConfig config =
        new DnsConfig(
            List.of(),
            "consul.",
            "",
            List.of(),
            "sequential",
            Duration.ofSeconds(2),
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
            Duration.ZERO);
    return DnsSettings.of(config, "dc1", false);
  }

  private record OneService(List<CheckServiceNode> all) implements DnsSource {
    @Override
    public boolean answersAtOnce(String datacenter) {
      return true;
    }

    @Override
    public Lookup<Node> node(String name, String datacenter, String peer) {
      return new Lookup.Missing<>();
    }

    @Override
    public Lookup<List<CheckServiceNode>> instances(ServiceQuery query) {
      return new Lookup.Found<>(all);
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
