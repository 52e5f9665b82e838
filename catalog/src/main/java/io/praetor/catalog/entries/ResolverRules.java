// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.require;

import io.praetor.wire.GoDuration;
import io.praetor.wire.GoQuote;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of service-resolver.
final class ResolverRules {
  private static final Pattern SUBSET = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final int MAX_SUBSET = 63;
  private static final String ANY_SUBSET = "*";

  private ResolverRules() {}

  static void check(ConfigEntry entry, ServiceResolver body) {
    EntryRules.name(entry);
    ProxyDefaultsRules.locality(body.prioritizeByLocality());
    Map<String, ServiceResolver.Subset> subsets = sorted(body.subsets());
    subsets.forEach(ResolverRules::subset);
    require(
        isSubset(subsets, body.defaultSubset()),
        "DefaultSubset " + GoQuote.quote(body.defaultSubset()) + " is not a valid subset");
    if (body.redirect() != null) {
      require(Forms.pairs(body.failover()).isEmpty(), "Redirect and Failover cannot both be set");
      redirect(body.redirect());
    }
    sorted(body.failover())
        .forEach((subset, failover) -> failover(entry.name(), subsets, subset, failover));
    notNegative("ConnectTimeout", body.connectTimeout());
    notNegative("RequestTimeout", body.requestTimeout());
    if (body.loadBalancer() != null) {
      LoadBalancerRules.check(body.loadBalancer());
    }
  }

  private static <V> Map<String, V> sorted(@Nullable Map<String, V> values) {
    return values == null ? Map.of() : new TreeMap<>(values);
  }

  private static boolean isSubset(Map<String, ServiceResolver.Subset> subsets, String name) {
    return name.isEmpty() || subsets.containsKey(name);
  }

  private static void subset(String name, ServiceResolver.Subset subset) {
    require(!name.isEmpty(), "Subset defined with empty name");
    String invalid = "Subset " + GoQuote.quote(name) + " is invalid: must be ";
    require(name.length() <= MAX_SUBSET, invalid + "non-empty and 63 characters or fewer");
    require(
        SUBSET.matcher(name).matches(),
        invalid
            + "63 characters or fewer, begin or end with lower case alphanumeric characters, and"
            + " contain lower case alphanumeric characters or '-' in between");
  }

  private static void redirect(ServiceResolver.Redirect redirect) {
    enterprise("Redirect", "Namespace", redirect.namespace());
    enterprise("Redirect", "Partition", redirect.partition());
    enterprise("Redirect", "SamenessGroup", redirect.samenessGroup());
    boolean peer = !redirect.peer().isEmpty();
    boolean service = !redirect.service().isEmpty();
    boolean subset = !redirect.serviceSubset().isEmpty();
    boolean datacenter = !redirect.datacenter().isEmpty();
    require(service || subset || datacenter || peer, "Redirect is empty");
    require(!peer || !subset, "Redirect.Peer cannot be set with Redirect.ServiceSubset");
    require(!peer || !datacenter, "Redirect.Peer cannot be set with Redirect.Datacenter");
    require(!peer || service, "Redirect.Peer defined without Redirect.Service");
    require(!subset || service, "Redirect.ServiceSubset defined without Redirect.Service");
  }

  private static void enterprise(String where, String what, String value) {
    require(value.isEmpty(), where + ": Setting " + what + " requires Consul Enterprise");
  }

  private static void failover(
      String name,
      Map<String, ServiceResolver.Subset> subsets,
      String of,
      ServiceResolver.Failover failover) {
    String where = "Bad Failover[" + GoQuote.quote(of) + "]";
    require(
        of.equals(ANY_SUBSET) || subsets.containsKey(of), where + ": not a valid subset subset");
    enterprise(where, "Namespace", failover.namespace());
    enterprise(where, "SamenessGroup", failover.samenessGroup());
    List<ServiceResolver.FailoverTarget> targets = Forms.items(failover.targets());
    List<String> datacenters = Forms.items(failover.datacenters());
    require(
        !failover.service().isEmpty()
            || !failover.serviceSubset().isEmpty()
            || !datacenters.isEmpty()
            || !targets.isEmpty(),
        where
            + ": one of Service, ServiceSubset, Namespace, Targets, SamenessGroup, or Datacenters is"
            + " required");
    FailoverPolicy policy = failover.policy();
    require(
        policy == null || (policy.mode().isEmpty() && Forms.items(policy.regions()).isEmpty()),
        where + ": Setting failover policies requires Consul Enterprise");
    if (!targets.isEmpty()) {
      String with = where + ": Targets cannot be set with ";
      require(failover.service().isEmpty(), with + "Service");
      require(failover.serviceSubset().isEmpty(), with + "ServiceSubset");
      require(datacenters.isEmpty(), with + "Datacenters");
    }
    if (failover.service().isEmpty() || failover.service().equals(name)) {
      require(
          isSubset(subsets, failover.serviceSubset()),
          notSubset(where, failover.serviceSubset(), failover.service()));
    }
    require(!datacenters.contains(""), where + ".Datacenters: found empty datacenter");
    int at = 0;
    for (ServiceResolver.FailoverTarget target : targets) {
      target(name, subsets, where + ".Targets[" + at++ + "]", target);
    }
  }

  private static String notSubset(String where, String subset, String service) {
    return where
        + ": ServiceSubset "
        + GoQuote.quote(subset)
        + " is not a valid subset of "
        + GoQuote.quote(service);
  }

  private static void target(
      String name,
      Map<String, ServiceResolver.Subset> subsets,
      String where,
      ServiceResolver.FailoverTarget target) {
    enterprise(where, "Namespace", target.namespace());
    enterprise(where, "Partition", target.partition());
    boolean peer = !target.peer().isEmpty();
    require(
        !peer || target.serviceSubset().isEmpty(),
        where + ": Peer cannot be set with ServiceSubset");
    require(!peer || target.datacenter().isEmpty(), where + ": Peer cannot be set with Datacenter");
    if (target.service().isEmpty() || target.service().equals(name)) {
      require(
          isSubset(subsets, target.serviceSubset()),
          notSubset(where, target.serviceSubset(), name));
    }
  }

  private static void notNegative(String what, Duration value) {
    require(
        !value.isNegative(), "Bad " + what + " '" + GoDuration.format(value) + "', must be >= 0");
  }

  /// The rules of the load balancer.
  private static final class LoadBalancerRules {
    private static final Set<String> POLICIES =
        Set.of("", "random", "round_robin", "least_request", "ring_hash", "maglev");
    private static final Set<String> FIELDS = Set.of("", "header", "cookie", "query_parameter");

    private LoadBalancerRules() {}

    static void check(ServiceResolver.LoadBalancer balancer) {
      String policy = balancer.policy();
      require(
          POLICIES.contains(policy),
          "Bad LoadBalancer policy: " + GoQuote.quote(policy) + " is not supported");
      String incompatible =
          " specified for incompatible load balancing policy " + GoQuote.quote(policy);
      require(
          balancer.ringHashConfig() == null || policy.equals("ring_hash"),
          "Bad LoadBalancer configuration. RingHashConfig" + incompatible);
      require(
          balancer.leastRequestConfig() == null || policy.equals("least_request"),
          "Bad LoadBalancer configuration. LeastRequestConfig" + incompatible);
      List<ServiceResolver.HashPolicy> policies = Forms.items(balancer.hashPolicies());
      require(
          policies.isEmpty() || policy.equals("ring_hash") || policy.equals("maglev"),
          "Bad LoadBalancer configuration: HashPolicies specified for non-hash-based Policy: "
              + GoQuote.quote(policy));
      int at = 0;
      for (ServiceResolver.HashPolicy hash : policies) {
        check("Bad LoadBalancer HashPolicy[" + at++ + "]: ", hash);
      }
    }

    private static void check(String where, ServiceResolver.HashPolicy hash) {
      String field = GoQuote.quote(hash.field());
      boolean hasField = !hash.field().isEmpty();
      require(FIELDS.contains(hash.field()), where + field + " is not a supported field");
      if (hash.sourceIp()) {
        require(
            !hasField,
            where + "A single hash policy cannot hash both a source address and a " + field);
        require(
            hash.fieldValue().isEmpty(),
            where + "A FieldValue cannot be specified when hashing SourceIP");
      }
      require(
          !hasField || !hash.fieldValue().isEmpty(),
          where + "Field " + field + " was specified without a FieldValue");
      require(
          hasField || hash.fieldValue().isEmpty(),
          where + "FieldValue requires a Field to apply to");
      ServiceResolver.CookieConfig cookie = hash.cookieConfig();
      if (cookie != null) {
        require(hash.field().equals("cookie"), where + "cookie_config provided for " + field);
        require(
            !cookie.session() || cookie.ttl().isZero(),
            where + "a session cookie cannot have an associated TTL");
      }
    }
  }
}
