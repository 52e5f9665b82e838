// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.ConnectProxyConfig;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceAddress;
import io.praetor.catalog.ServiceConnect;
import io.praetor.catalog.ServicePort;
import io.praetor.catalog.Weights;
import io.praetor.config.DnsConfig;
import io.praetor.dns.DnsSource.QueryAnswer;
import io.praetor.wire.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The set-up of a conformance scenario (settings, catalog, prepared queries) on a fake catalog.
final class Scenario {
  static final String QUERY_ID = "00000000-0000-0000-0000-00000000000a";
  static final int SERVER_PORT = 8300;

  final FakeCatalog catalog = new FakeCatalog();
  final DnsSettings settings;
  private final List<Tree> queries = new ArrayList<>();

  Scenario(Tree scenario) {
    settings = settings(scenario);
    String node = scenario.text("node", "agent-one");
    Map<String, String> meta = new HashMap<>();
    meta.put("consul-network-segment", "");
    meta.put("consul-version", "1.22.5");
    List<String> flags = scenario.texts("flags");
    for (int i = 0; i + 1 < flags.size(); i++) {
      if (flags.get(i).equals("-node-meta")) {
        String[] pair = flags.get(i + 1).split(":", 2);
        meta.put(pair[0], pair[1]);
      }
    }
    catalog.node(Node.builder().node(node).address("127.0.0.1").meta(meta).build());
    catalog.service(node, "consul", SERVER_PORT);
    catalog.queries = (c, name) -> run(name);
    for (Tree request : scenario.trees("setup")) {
      apply(request);
    }
  }

  static DnsSettings settings(Tree scenario) {
    Tree config = scenario.in("config");
    Tree dns = config.in("dns_config");
    Map<String, Duration> ttls = new HashMap<>();
    dns.in("service_ttl").fields().forEach((k, v) -> ttls.put(k, GoDuration.parse((String) v)));
    List<String> recursors = new ArrayList<>();
    for (int i = 0; i < config.texts("recursors").size(); i++) {
      recursors.add("127.0.0.1:" + (i + 1));
    }
    List<String> flags = scenario.texts("flags");
    int alt = flags.indexOf("-alt-domain");
    return DnsSettings.of(
        new DnsConfig(
            List.of(),
            config.text("domain", "consul."),
            alt < 0 ? "" : flags.get(alt + 1),
            recursors,
            dns.text("recursor_strategy", "sequential"),
            GoDuration.parse(dns.text("recursor_timeout", "2s")),
            true,
            Duration.ofDays(3650),
            dns.number("a_record_limit", 0),
            dns.number("udp_answer_limit", 3),
            dns.flag("disable_compression", false),
            dns.flag("enable_truncate", false),
            dns.flag("only_passing", false),
            GoDuration.parse(dns.text("node_ttl", "0s")),
            ttls,
            dns.flag("enable_additional_node_meta_txt", true),
            new DnsConfig.Soa(
                dns.in("soa").number("refresh", 3600),
                dns.in("soa").number("retry", 600),
                dns.in("soa").number("expire", 86400),
                dns.in("soa").number("min_ttl", 0)),
            false,
            Duration.ZERO),
        "dc1",
        false);
  }

  void apply(Tree request) {
    Tree body = request.in("body");
    switch (request.text("path", "")) {
      case "/v1/catalog/register" -> register(body);
      case "/v1/query" -> queries.add(body);
      case "/v1/config" -> gateway(body);
      case "/v1/connect/ca/roots" -> {}
      default -> throw new IllegalArgumentException("cannot set up " + request);
    }
  }

  private void register(Tree body) {
    String node = body.text("Node", "");
    catalog.node(
        Node.builder()
            .node(node)
            .address(body.text("Address", ""))
            .taggedAddresses(texts(body.in("TaggedAddresses")))
            .meta(texts(body.in("NodeMeta")))
            .build());
    if (body.has("Service")) {
      service(node, body.in("Service"));
    }
    for (Tree check : body.trees("Checks")) {
      catalog.check(
          HealthCheck.builder()
              .node(node)
              .checkId(check.text("CheckID", ""))
              .status(check.text("Status", ""))
              .serviceId(check.text("ServiceID", ""))
              .build());
    }
  }

  private void service(String node, Tree service) {
    Map<String, ServiceAddress> tagged = new HashMap<>();
    Tree addresses = service.in("TaggedAddresses");
    for (String tag : addresses.fields().keySet()) {
      Tree address = addresses.in(tag);
      tagged.put(tag, new ServiceAddress(address.text("Address", ""), address.number("Port", 0)));
    }
    List<ServicePort> ports =
        service.trees("Ports").stream()
            .map(
                p ->
                    new ServicePort(
                        p.text("Name", ""), p.number("Port", 0), p.flag("Default", false)))
            .toList();
    Tree weights = service.in("Weights");
    String destination = service.in("Proxy").text("DestinationServiceName", "");
    boolean isNative = service.in("Connect").flag("Native", false);
    catalog.service(
        node,
        NodeService.builder()
            .id(service.text("ID", ""))
            .service(service.text("Service", ""))
            .kind(service.text("Kind", ""))
            .port(service.number("Port", 0))
            .ports(ports)
            .tags(service.texts("Tags"))
            .address(service.text("Address", ""))
            .taggedAddresses(tagged)
            .weights(new Weights(weights.number("Passing", 1), weights.number("Warning", 1)))
            .proxy(ConnectProxyConfig.builder().destinationServiceName(destination).build())
            .connect(new ServiceConnect(isNative, null, null))
            .build());
    if (!destination.isEmpty()) {
      catalog.virtual(destination);
    } else if (isNative) {
      catalog.virtual(service.text("Service", ""));
    }
  }

  private void gateway(Tree entry) {
    List<String> names = new ArrayList<>();
    entry.trees("Services").forEach(s -> names.add(s.text("Name", "")));
    for (Tree listener : entry.trees("Listeners")) {
      listener.trees("Services").forEach(s -> names.add(s.text("Name", "")));
    }
    catalog.gatewayServices.put(entry.text("Name", ""), names);
    if (entry.text("Kind", "").equals("terminating-gateway")) {
      names.forEach(catalog::virtual);
    }
  }

  private Lookup<QueryAnswer> run(String name) {
    for (Tree query : queries) {
      boolean template = query.has("Template");
      String known = query.text("Name", "");
      boolean first = query == queries.get(0) && name.equals(QUERY_ID);
      if (first || (template ? name.startsWith(known) : known.equalsIgnoreCase(name))) {
        return Lookup.found(execute(query, name));
      }
    }
    return Lookup.missing();
  }

  private QueryAnswer execute(Tree query, String name) {
    Tree wanted = query.in("Service");
    String service =
        wanted.text("Service", "").replace("${name.suffix}", name.substring(common(query, name)));
    Matcher match = Pattern.compile(query.in("Template").text("Regexp", "")).matcher(name);
    if (match.find()) {
      for (int i = 1; i <= match.groupCount(); i++) {
        service = service.replace("${match(" + i + ")}", match.group(i));
      }
    }
    String name2 = service;
    List<CheckServiceNode> found =
        catalog.matching(
            s ->
                s.service().equals(name2)
                    && wanted.texts("Tags").stream()
                        .allMatch(
                            tag ->
                                tag.startsWith("!")
                                    ? !s.tags().contains(tag.substring(1))
                                    : s.tags().contains(tag)));
    String ttl = query.in("DNS").text("TTL", "");
    return new QueryAnswer(
        ServiceAnswers.healthy(found, wanted.flag("OnlyPassing", false)),
        service,
        ttl.isEmpty() ? null : GoDuration.parse(ttl));
  }

  private static int common(Tree query, String name) {
    return query.has("Template") ? query.text("Name", "").length() : name.length();
  }

  private static Map<String, String> texts(Tree tree) {
    Map<String, String> texts = new HashMap<>();
    tree.fields().forEach((key, value) -> texts.put(key, (String) value));
    return texts;
  }
}
