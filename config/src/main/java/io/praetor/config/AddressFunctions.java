// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import io.praetor.config.Host.NetworkAddress;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The functions of address templates: where addresses come from, and how they are chosen, ordered
/// and printed. Names and meaning are those of go-sockaddr's documentation.
final class AddressFunctions {
  /// Takes the machine's addresses and its arguments, the value of the pipeline last.
  interface Function {
    Object apply(List<NetworkAddress> machine, List<Object> arguments);
  }

  static final Map<String, Function> ALL = all();

  private AddressFunctions() {}

  private static Map<String, Function> all() {
    Map<String, Function> all = new LinkedHashMap<>();
    all.put("GetAllInterfaces", (machine, arguments) -> machine);
    all.put("GetDefaultInterfaces", (machine, arguments) -> defaults(machine));
    all.put("GetPrivateInterfaces", (machine, arguments) -> routable(machine, true));
    all.put("GetPublicInterfaces", (machine, arguments) -> routable(machine, false));
    all.put("GetPrivateIP", (machine, arguments) -> first(routable(machine, true)));
    all.put("GetPrivateIPs", (machine, arguments) -> joined(routable(machine, true)));
    all.put("GetPublicIP", (machine, arguments) -> first(routable(machine, false)));
    all.put("GetPublicIPs", (machine, arguments) -> joined(routable(machine, false)));
    all.put("GetInterfaceIP", (machine, a) -> first(ofInterface(machine, text(a, 0), true)));
    all.put("GetInterfaceIPs", (machine, a) -> joined(ofInterface(machine, text(a, 0), false)));
    all.put("include", (machine, a) -> filter(list(a, 2), text(a, 0), text(a, 1), true));
    all.put("exclude", (machine, a) -> filter(list(a, 2), text(a, 0), text(a, 1), false));
    all.put("sort", (machine, a) -> sort(list(a, 1), text(a, 0)));
    all.put("unique", (machine, a) -> unique(list(a, 1), text(a, 0)));
    all.put("limit", (machine, a) -> limit(list(a, 1), number(a, 0)));
    all.put("offset", (machine, a) -> offset(list(a, 1), number(a, 0)));
    all.put("attr", (machine, a) -> firstAttribute(list(a, 1), text(a, 0)));
    all.put("join", (machine, a) -> join(list(a, 2), text(a, 0), text(a, 1)));
    all.put("math", (machine, a) -> math(list(a, 2), text(a, 0), text(a, 1)));
    return Map.copyOf(all);
  }

  private static String text(List<Object> arguments, int at) {
    if (at < arguments.size() && arguments.get(at) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("wrong type or number of args");
  }

  private static int number(List<Object> arguments, int at) {
    try {
      return Integer.parseInt(text(arguments, at));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("wrong type of args: want a number", e);
    }
  }

  @SuppressWarnings("unchecked") // functions hand over nothing but texts and lists of addresses
  private static List<NetworkAddress> list(List<Object> arguments, int at) {
    if (at < arguments.size() && arguments.get(at) instanceof List<?> list) {
      return (List<NetworkAddress>) list;
    }
    throw new IllegalArgumentException("wrong type or number of args: want addresses");
  }

  private static List<NetworkAddress> defaults(List<NetworkAddress> machine) {
    return machine.stream().filter(NetworkAddress::isDefault).toList();
  }

  private static List<NetworkAddress> routable(List<NetworkAddress> machine, boolean isPrivate) {
    return sort(
        machine.stream()
            .filter(a -> a.up() && !SpecialNetworks.isNotForwardable(a.address()))
            .filter(a -> SpecialNetworks.in("6890", a.address()) == isPrivate)
            .toList(),
        "default,type,size");
  }

  private static List<NetworkAddress> ofInterface(
      List<NetworkAddress> machine, String name, boolean onlyForwardable) {
    Pattern pattern = pattern(name);
    return sort(
        machine.stream()
            .filter(a -> pattern.matcher(a.name()).find())
            .filter(a -> !onlyForwardable || !SpecialNetworks.isNotForwardable(a.address()))
            .toList(),
        "type,size");
  }

  private static String first(List<NetworkAddress> addresses) {
    return firstAttribute(addresses, "address");
  }

  private static String joined(List<NetworkAddress> addresses) {
    return join(addresses, "address", " ");
  }

  private static List<NetworkAddress> filter(
      List<NetworkAddress> addresses, String selector, String value, boolean keep) {
    Predicate<NetworkAddress> test = test(selector.toLowerCase(Locale.ROOT), value);
    return addresses.stream().filter(a -> test.test(a) == keep).toList();
  }

  private static Predicate<NetworkAddress> test(String selector, String value) {
    return switch (selector) {
      case "address" -> {
        Pattern pattern = pattern(value);
        yield a -> pattern.matcher(Ip.text(a.address())).find();
      }
      case "name" -> {
        Pattern pattern = pattern(value);
        yield a -> pattern.matcher(a.name()).find();
      }
      case "flag", "flags" -> {
        List<String> flags = List.of(value.toLowerCase(Locale.ROOT).split("\\|"));
        yield a -> flags.stream().allMatch(flag -> hasFlag(a, flag));
      }
      case "network" -> {
        List<Cidr> networks = new ArrayList<>();
        for (String text : value.split("\\|")) {
          Cidr network = Cidr.parse(text);
          if (network == null) {
            throw new IllegalArgumentException("invalid network " + GoText.quote(text));
          }
          networks.add(network);
        }
        yield a -> networks.stream().anyMatch(network -> network.contains(a.address()));
      }
      case "rfc", "rfcs" -> {
        List<String> numbers = List.of(value.split("\\|"));
        numbers.forEach(SpecialNetworks::check);
        yield a -> numbers.stream().anyMatch(rfc -> SpecialNetworks.in(rfc, a.address()));
      }
      case "size" -> {
        yield a -> Integer.toString(a.prefixBits()).equals(value.replace("/", ""));
      }
      case "type" -> {
        List<String> types = List.of(value.toLowerCase(Locale.ROOT).split("\\|"));
        yield a -> types.contains("ip") || types.contains(type(a).toLowerCase(Locale.ROOT));
      }
      default ->
          throw new IllegalArgumentException("invalid filter selector " + GoText.quote(selector));
    };
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("unable to compile regexp " + GoText.quote(text), e);
    }
  }

  private static boolean hasFlag(NetworkAddress a, String flag) {
    InetAddress ip = a.address();
    return switch (flag) {
      case "broadcast" -> a.broadcast();
      case "down" -> !a.up();
      case "up" -> a.up();
      case "forwardable" -> !SpecialNetworks.isNotForwardable(ip);
      case "global unicast" ->
          !ip.isAnyLocalAddress()
              && !ip.isLoopbackAddress()
              && !ip.isMulticastAddress()
              && !ip.isLinkLocalAddress();
      case "link-local unicast" -> ip.isLinkLocalAddress();
      case "link-local multicast" -> ip.isMCLinkLocal();
      case "interface-local multicast" -> ip.isMCNodeLocal();
      case "loopback" -> a.loopback();
      case "multicast" -> a.multicast();
      case "point-to-point" -> a.pointToPoint();
      case "unspecified" -> ip.isAnyLocalAddress();
      default -> throw new IllegalArgumentException("invalid flag " + GoText.quote(flag));
    };
  }

  private static List<NetworkAddress> sort(List<NetworkAddress> addresses, String keys) {
    Comparator<NetworkAddress> order = Comparator.comparingInt(_ -> 0);
    for (String key : keys.toLowerCase(Locale.ROOT).split(",")) {
      String name = key.strip();
      boolean descending = name.startsWith("-");
      name = name.startsWith("-") || name.startsWith("+") ? name.substring(1) : name;
      Comparator<NetworkAddress> next = order(name);
      order = order.thenComparing(descending ? next.reversed() : next);
    }
    return addresses.stream().sorted(order).toList();
  }

  private static Comparator<NetworkAddress> order(String key) {
    return switch (key) {
      case "address" ->
          (a, b) -> Arrays.compareUnsigned(a.address().getAddress(), b.address().getAddress());
      case "default" -> Comparator.comparing((NetworkAddress a) -> !a.isDefault());
      case "name" -> Comparator.comparing(NetworkAddress::name);
      case "port" -> Comparator.comparingInt(_ -> 0);
      case "private" -> Comparator.comparing(a -> !SpecialNetworks.in("6890", a.address()));
      case "size" ->
          (a, b) -> type(a).equals(type(b)) ? Integer.compare(a.prefixBits(), b.prefixBits()) : 0;
      case "type" -> Comparator.comparing(AddressFunctions::type);
      default -> throw new IllegalArgumentException("unknown sort type: " + GoText.quote(key));
    };
  }

  private static List<NetworkAddress> unique(List<NetworkAddress> addresses, String attribute) {
    Map<String, NetworkAddress> seen = new LinkedHashMap<>();
    addresses.forEach(a -> seen.putIfAbsent(attribute(a, attribute), a));
    return List.copyOf(seen.values());
  }

  private static List<NetworkAddress> limit(List<NetworkAddress> addresses, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("unable to limit less than zero");
    }
    return addresses.stream().limit(count).toList();
  }

  private static List<NetworkAddress> offset(List<NetworkAddress> addresses, int count) {
    int from = count < 0 ? Math.max(addresses.size() + count, 0) : count;
    return addresses.stream().skip(from).toList();
  }

  private static String firstAttribute(List<NetworkAddress> addresses, String name) {
    return addresses.isEmpty() ? "" : attribute(addresses.getFirst(), name);
  }

  private static String join(List<NetworkAddress> addresses, String name, String separator) {
    return String.join(separator, addresses.stream().map(a -> attribute(a, name)).toList());
  }

  private static String attribute(NetworkAddress a, String name) {
    String ip = Ip.text(a.address());
    int bits = a.address().getAddress().length * 8;
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "address", "host" -> ip;
      case "name" -> a.name();
      case "type" -> type(a);
      case "port" -> "0";
      case "mask_bits" -> Integer.toString(a.prefixBits());
      case "string" -> a.prefixBits() == bits ? ip : ip + "/" + a.prefixBits();
      case "network" -> network(a).toString();
      case "broadcast", "last_usable", "first_usable" -> Ip.text(edge(a, name));
      case "size" -> BigInteger.ONE.shiftLeft(bits - a.prefixBits()).toString();
      case "flags" -> flags(a);
      default ->
          throw new IllegalArgumentException("unsupported attribute name " + GoText.quote(name));
    };
  }

  private static String flags(NetworkAddress a) {
    List<String> flags = new ArrayList<>();
    for (String flag : List.of("up", "broadcast", "loopback", "point-to-point", "multicast")) {
      if (hasFlag(a, flag)) {
        flags.add(flag);
      }
    }
    return String.join("|", flags);
  }

  private static String type(NetworkAddress a) {
    return a.address() instanceof Inet4Address ? "IPv4" : "IPv6";
  }

  private static Cidr network(NetworkAddress a) {
    Cidr network = Cidr.parse(Ip.text(a.address()) + "/" + a.prefixBits());
    if (network == null) {
      throw new IllegalArgumentException("no network of " + Ip.text(a.address()));
    }
    return network;
  }

  private static InetAddress edge(NetworkAddress a, String which) {
    int bits = a.address().getAddress().length * 8;
    var size = BigInteger.ONE.shiftLeft(bits - a.prefixBits());
    boolean tiny = size.intValue() == 1 || size.intValue() == 2;
    long back = which.equals("broadcast") || tiny ? 1 : 2;
    return which.equals("first_usable")
        ? plus(network(a).network(), tiny ? BigInteger.ZERO : BigInteger.ONE)
        : plus(network(a).network(), size.subtract(BigInteger.valueOf(back)));
  }

  private static List<NetworkAddress> math(
      List<NetworkAddress> addresses, String operation, String value) {
    if (!value.matches("[+-]?[0-9]{1,18}")) {
      throw new IllegalArgumentException("invalid value " + GoText.quote(value));
    }
    var step = new BigInteger(value);
    return addresses.stream()
        .map(
            a ->
                switch (operation.toLowerCase(Locale.ROOT)) {
                  case "address" -> moved(a, plus(a.address(), step));
                  case "network" ->
                      step.signum() < 0
                          ? moved(a, plus(plus(edge(a, "broadcast"), step), BigInteger.ONE))
                          : moved(a, plus(network(a).network(), step));
                  default ->
                      throw new IllegalArgumentException(
                          "invalid math operation " + GoText.quote(operation));
                })
        .toList();
  }

  private static NetworkAddress moved(NetworkAddress a, InetAddress address) {
    return new NetworkAddress(
        a.name(),
        address,
        a.prefixBits(),
        a.up(),
        a.loopback(),
        a.broadcast(),
        a.multicast(),
        a.pointToPoint(),
        a.isDefault());
  }

  private static InetAddress plus(InetAddress address, BigInteger step) {
    byte[] bytes = address.getAddress();
    var modulus = BigInteger.ONE.shiftLeft(bytes.length * 8);
    byte[] sum = new BigInteger(1, bytes).add(step).mod(modulus).toByteArray();
    byte[] out = new byte[bytes.length];
    int count = Math.min(sum.length, out.length);
    System.arraycopy(sum, sum.length - count, out, out.length - count, count);
    return Ip.of(out);
  }
}
