// SPDX-License-Identifier: Apache-2.0

package io.praetor.bench;

import io.praetor.http.filter.Filter;
import io.praetor.http.filter.FilterException;
import io.praetor.http.filter.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/// What a `?filter` costs: making it ready once, and running it over the instances of a service.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FilterBench {
  /// As much of a service instance as the expressions look at.
  record Instance(String node, int port, List<String> tags, Map<String, String> meta) {}

  private static final Schema<Instance> SCHEMA =
      Schema.<Instance>of()
          .text("Node", Instance::node)
          .number("Port", Instance::port)
          .texts("Tags", Instance::tags)
          .textMap("Meta", Instance::meta)
          .build();

  @Param({
    "Port == 8080",
    "Meta.env == prod and \"v2\" in Tags and not (Node == \"node-7\" or Port == 1)",
    "Node matches \"^node-[0-9]+$\""
  })
  public String expression = "";

  private List<Instance> instances = List.of();
  private Filter<Instance> filter = ready("");

  @Setup
  public void prepare() {
    List<Instance> made = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      made.add(
          new Instance(
              "node-" + i,
              8080 + i % 2,
              List.of("v" + i % 3, "blue"),
              Map.of("env", i % 2 == 0 ? "prod" : "test")));
    }
    instances = made;
    filter = ready(expression);
  }

  private static Filter<Instance> ready(String expression) {
    try {
      return Filter.compile(expression, SCHEMA);
    } catch (FilterException e) {
      throw new IllegalArgumentException(expression, e);
    }
  }

  @Benchmark
  public Filter<Instance> compile() {
    return ready(expression);
  }

  @Benchmark
  public List<Instance> thousandInstances() {
    return filter.apply(instances);
  }
}
