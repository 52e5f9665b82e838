// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.limits;

import io.praetor.config.LimitsConfig;
import io.praetor.config.LimitsConfig.RequestLimitsMode;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.metrics.Label;
import io.praetor.rpc.metrics.Metrics;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `limits.request_limits`: how many reads and writes a server takes in a second, whoever asks, with
/// bursts of ten seconds' worth. What concerns operators and the state of the cluster always passes.
/// The texts are Consul's; clients match on them.
public final class RequestLimits implements Gate {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc-rate-limit");
  private static final int BURST_SECONDS = 10;

  private final BooleanSupplier leading;
  private final LongSupplier nanos;
  private final Metrics metrics;
  private volatile Buckets buckets;

  private static final class Buckets {
    private final RequestLimitsMode mode;
    private final TokenBucket reads;
    private final TokenBucket writes;

    Buckets(LimitsConfig config, long now) {
      mode = config.requestLimitsMode();
      reads = bucket(config.requestReadRate(), now);
      writes = bucket(config.requestWriteRate(), now);
    }

    private static TokenBucket bucket(double rate, long now) {
      return new TokenBucket(rate, Math.floor(rate) * BURST_SECONDS, now);
    }

    synchronized boolean take(Method.Load load, long now) {
      return switch (load) {
        case READ -> reads.take(now);
        case WRITE -> writes.take(now);
        case EXEMPT -> true;
      };
    }
  }

  /// @param leading whether this server leads: its writes cannot be done elsewhere
  /// @param nanos monotonic time
  public RequestLimits(
      LimitsConfig config, BooleanSupplier leading, Metrics metrics, LongSupplier nanos) {
    this.metrics = metrics;
    this.leading = leading;
    this.nanos = nanos;
    this.buckets = new Buckets(config, nanos.getAsLong());
  }

  /// Takes over changed limits, with full buckets.
  public void reload(LimitsConfig config) {
    buckets = new Buckets(config, nanos.getAsLong());
  }

  @Override
  public boolean isOpen() {
    return buckets.mode == RequestLimitsMode.DISABLED;
  }

  @Override
  public void enter(Method<?, ?> method) {
    Buckets now = buckets;
    if (now.mode == RequestLimitsMode.DISABLED || now.take(method.load(), nanos.getAsLong())) {
      return;
    }
    boolean enforced = now.mode == RequestLimitsMode.ENFORCING;
    String type = method.load() == Method.Load.WRITE ? "global/write" : "global/read";
    metrics.counter(
        "rpc.rate_limit.exceeded",
        1,
        new Label("limit_type", type),
        new Label("op", method.name()),
        new Label("mode", now.mode.name().toLowerCase(Locale.ROOT)));
    LOG.debug(
        "RPC exceeded allowed rate limit: rpc={} limit_type={} limit_enforced={}",
        method.name(),
        type,
        enforced);
    if (enforced) {
      throw leading.getAsBoolean() && method.load() == Method.Load.WRITE
          ? new ConsulException(503, ConsulException.TRY_LATER)
          : new ConsulException(429, ConsulException.TRY_ELSEWHERE);
    }
  }
}
