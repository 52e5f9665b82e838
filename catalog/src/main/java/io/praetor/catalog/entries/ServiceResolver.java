// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which instances stand for a service: subsets, redirects, failover, load balancing.
public record ServiceResolver(
    Duration connectTimeout,
    Duration requestTimeout,
    String defaultSubset,
    @Nullable Map<String, Subset> subsets,
    @Nullable Redirect redirect,
    @Nullable Map<String, Failover> failover,
    @Nullable PrioritizeByLocality prioritizeByLocality,
    @Nullable LoadBalancer loadBalancer)
    implements EntryBody {
  public static final Struct<ServiceResolver> CODEC =
      Struct.<ServiceResolver>named("ServiceResolverConfigEntry")
          .omitEmpty("ConnectTimeout", Forms.DURATION_TEXT, ServiceResolver::connectTimeout)
          .omitEmpty("RequestTimeout", Forms.DURATION_TEXT, ServiceResolver::requestTimeout)
          .omitEmpty("DefaultSubset", STRING, ServiceResolver::defaultSubset)
          .omitEmpty("Subsets", nullable(map(Subset.CODEC)), ServiceResolver::subsets)
          .omitEmpty("Redirect", nullable(Redirect.CODEC), ServiceResolver::redirect)
          .omitEmpty("Failover", nullable(map(Failover.CODEC)), ServiceResolver::failover)
          .omitEmpty(
              "PrioritizeByLocality",
              nullable(PrioritizeByLocality.CODEC),
              ServiceResolver::prioritizeByLocality)
          .omitEmpty("LoadBalancer", nullable(LoadBalancer.CODEC), ServiceResolver::loadBalancer)
          .build(
              v ->
                  new ServiceResolver(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7)));

  /// Instances that a filter chooses.
  public record Subset(String filter, boolean onlyPassing) {
    public static final Struct<Subset> CODEC =
        Struct.<Subset>named("ServiceResolverSubset")
            .omitEmpty("Filter", STRING, Subset::filter)
            .omitEmpty("OnlyPassing", BOOL, Subset::onlyPassing)
            .build(v -> new Subset(v.get(0), v.get(1)));
  }

  /// Another service instead of this one.
  public record Redirect(
      String service,
      String serviceSubset,
      String namespace,
      String partition,
      String datacenter,
      String peer,
      String samenessGroup) {
    public static final Struct<Redirect> CODEC =
        Struct.<Redirect>named("ServiceResolverRedirect")
            .omitEmpty("Service", STRING, Redirect::service)
            .omitEmpty("ServiceSubset", STRING, Redirect::serviceSubset)
            .omitEmpty("Namespace", STRING, Redirect::namespace)
            .omitEmpty("Partition", STRING, Redirect::partition)
            .omitEmpty("Datacenter", STRING, Redirect::datacenter)
            .omitEmpty("Peer", STRING, Redirect::peer)
            .omitEmpty("SamenessGroup", STRING, Redirect::samenessGroup)
            .build(
                v ->
                    new Redirect(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));
  }

  /// Where to go when no instance is healthy.
  public record Failover(
      String service,
      String serviceSubset,
      String namespace,
      @Nullable List<String> datacenters,
      @Nullable List<FailoverTarget> targets,
      @Nullable FailoverPolicy policy,
      String samenessGroup) {
    public static final Struct<Failover> CODEC =
        Struct.<Failover>named("ServiceResolverFailover")
            .omitEmpty("Service", STRING, Failover::service)
            .omitEmpty("ServiceSubset", STRING, Failover::serviceSubset)
            .omitEmpty("Namespace", STRING, Failover::namespace)
            .omitEmpty("Datacenters", nullable(list(STRING)), Failover::datacenters)
            .omitEmpty("Targets", nullable(list(FailoverTarget.CODEC)), Failover::targets)
            .omitEmpty("Policy", nullable(FailoverPolicy.CODEC), Failover::policy)
            .omitEmpty("SamenessGroup", STRING, Failover::samenessGroup)
            .build(
                v ->
                    new Failover(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));
  }

  /// One place to go.
  public record FailoverTarget(
      String service,
      String serviceSubset,
      String partition,
      String namespace,
      String datacenter,
      String peer) {
    public static final Struct<FailoverTarget> CODEC =
        Struct.<FailoverTarget>named("ServiceResolverFailoverTarget")
            .omitEmpty("Service", STRING, FailoverTarget::service)
            .omitEmpty("ServiceSubset", STRING, FailoverTarget::serviceSubset)
            .omitEmpty("Partition", STRING, FailoverTarget::partition)
            .omitEmpty("Namespace", STRING, FailoverTarget::namespace)
            .omitEmpty("Datacenter", STRING, FailoverTarget::datacenter)
            .omitEmpty("Peer", STRING, FailoverTarget::peer)
            .build(
                v ->
                    new FailoverTarget(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
  }

  /// How requests are shared out among instances.
  public record LoadBalancer(
      String policy,
      @Nullable RingHashConfig ringHashConfig,
      @Nullable LeastRequestConfig leastRequestConfig,
      @Nullable List<HashPolicy> hashPolicies) {
    public static final Struct<LoadBalancer> CODEC =
        Struct.<LoadBalancer>named("LoadBalancer")
            .omitEmpty("Policy", STRING, LoadBalancer::policy)
            .omitEmpty(
                "RingHashConfig", nullable(RingHashConfig.CODEC), LoadBalancer::ringHashConfig)
            .omitEmpty(
                "LeastRequestConfig",
                nullable(LeastRequestConfig.CODEC),
                LoadBalancer::leastRequestConfig)
            .omitEmpty("HashPolicies", nullable(list(HashPolicy.CODEC)), LoadBalancer::hashPolicies)
            .build(v -> new LoadBalancer(v.get(0), v.get(1), v.get(2), v.get(3)));
  }

  /// The ring's bounds.
  public record RingHashConfig(long minimumRingSize, long maximumRingSize) {
    public static final Struct<RingHashConfig> CODEC =
        Struct.<RingHashConfig>named("RingHashConfig")
            .omitEmpty("MinimumRingSize", ULONG, RingHashConfig::minimumRingSize)
            .omitEmpty("MaximumRingSize", ULONG, RingHashConfig::maximumRingSize)
            .build(v -> new RingHashConfig(v.get(0), v.get(1)));
  }

  /// Among how many the least busy is chosen.
  public record LeastRequestConfig(int choiceCount) {
    public static final Struct<LeastRequestConfig> CODEC =
        Struct.<LeastRequestConfig>named("LeastRequestConfig")
            .omitEmpty("ChoiceCount", Forms.UINT32, LeastRequestConfig::choiceCount)
            .build(v -> new LeastRequestConfig(v.get(0)));
  }

  /// What of a request is hashed.
  public record HashPolicy(
      String field,
      String fieldValue,
      @Nullable CookieConfig cookieConfig,
      boolean sourceIp,
      boolean terminal) {
    public static final Struct<HashPolicy> CODEC =
        Struct.<HashPolicy>named("HashPolicy")
            .omitEmpty("Field", STRING, HashPolicy::field)
            .omitEmpty("FieldValue", STRING, HashPolicy::fieldValue)
            .omitEmpty("CookieConfig", nullable(CookieConfig.CODEC), HashPolicy::cookieConfig)
            .omitEmpty("SourceIP", BOOL, HashPolicy::sourceIp)
            .omitEmpty("Terminal", BOOL, HashPolicy::terminal)
            .build(v -> new HashPolicy(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
  }

  /// The cookie that is made when there is none.
  public record CookieConfig(boolean session, Duration ttl, String path) {
    public static final Struct<CookieConfig> CODEC =
        Struct.<CookieConfig>named("CookieConfig")
            .omitEmpty("Session", BOOL, CookieConfig::session)
            .omitEmpty("TTL", Forms.DURATION, CookieConfig::ttl)
            .omitEmpty("Path", STRING, CookieConfig::path)
            .build(v -> new CookieConfig(v.get(0), v.get(1), v.get(2)));
  }
}
