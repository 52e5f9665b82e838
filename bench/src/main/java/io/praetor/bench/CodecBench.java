// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench;

import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.RegisterRequest;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import io.praetor.wire.Msgpack;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One registration of a service with a check in both of Consul's forms.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBench {
  private final RegisterRequest request =
      RegisterRequest.builder()
          .datacenter("dc1")
          .node("node-1")
          .address("10.0.0.1")
          .service(
              NodeService.builder()
                  .id("web-1")
                  .service("web")
                  .tags(List.of("v1", "blue"))
                  .meta(Map.of("env", "prod"))
                  .port(80)
                  .build())
          .checks(
              List.of(
                  HealthCheck.builder()
                      .node("node-1")
                      .checkId("web")
                      .serviceId("web-1")
                      .status("passing")
                      .output("HTTP GET http://10.0.0.1/health: 200 OK Output: fine")
                      .build()))
          .build();
  private final byte[] msgpack = Msgpack.write(RegisterRequest.CODEC, request);
  private final byte[] json = Json.write(RegisterRequest.CODEC, request);

  @Benchmark
  public byte[] writeMsgpack() {
    return Msgpack.write(RegisterRequest.CODEC, request);
  }

  @Benchmark
  public RegisterRequest readMsgpack() throws DecodeException {
    return Msgpack.read(RegisterRequest.CODEC, msgpack);
  }

  @Benchmark
  public byte[] writeJson() {
    return Json.write(RegisterRequest.CODEC, request);
  }

  @Benchmark
  public RegisterRequest readJson() throws DecodeException {
    return Json.read(RegisterRequest.CODEC, json, Decoder.Unknown.REFUSE);
  }
}
