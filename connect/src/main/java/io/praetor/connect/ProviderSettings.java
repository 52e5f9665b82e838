// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import io.praetor.wire.GoDuration;
import io.praetor.wire.GoNumber;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of the built-in provider, read from the loose map in which the configuration keeps
/// them: names without regard to case, numbers and durations also as texts, unknown names ignored
/// (observed on 1.22.5).
///
/// @param csrMaxPerSecond how many requests are signed in a second; 0 for any number
/// @param csrMaxConcurrent how many are signed at a time when the above is 0; 0 for any number
/// @param privateKey of a root that the operator brings, secret; empty for one of our own
/// @param rootCert the root that the operator brings, or empty
public record ProviderSettings(
    Duration leafTtl,
    Duration intermediateTtl,
    Duration rootTtl,
    boolean skipValidate,
    double csrMaxPerSecond,
    int csrMaxConcurrent,
    String privateKeyType,
    int privateKeyBits,
    String privateKey,
    String rootCert,
    boolean disableCrossSigning) {
  private static final Duration LEAF_TTL = Duration.ofDays(3);
  private static final Duration LEAST_LEAF_TTL = Duration.ofHours(1);
  private static final Duration MOST_LEAF_TTL = Duration.ofDays(365);
  private static final Duration INTERMEDIATE_TTL = Duration.ofDays(365);
  private static final Duration LEAST_INTERMEDIATE_TTL = Duration.ofHours(3);
  private static final Duration ROOT_TTL = Duration.ofDays(3650);
  private static final double CSR_PER_SECOND = 50;
  private static final int P256_BITS = 256;

  /// Reads and checks a provider's map.
  ///
  /// @throws InvalidRequestException with Consul's text
  public static ProviderSettings of(Map<String, ? extends @Nullable Object> config)
      throws InvalidRequestException {
    Loose map = new Loose(config);
    ProviderSettings settings =
        new ProviderSettings(
            map.duration("LeafCertTTL", LEAF_TTL),
            map.duration("IntermediateCertTTL", INTERMEDIATE_TTL),
            map.duration("RootCertTTL", ROOT_TTL),
            map.bool("SkipValidate"),
            map.number("CSRMaxPerSecond", CSR_PER_SECOND),
            (int) map.number("CSRMaxConcurrent", 0),
            map.text("PrivateKeyType", PrivateKeys.EC),
            (int) map.number("PrivateKeyBits", P256_BITS),
            map.text("PrivateKey", ""),
            map.text("RootCert", ""),
            map.bool("DisableCrossSigning"));
    settings.check();
    return settings;
  }

  private void check() throws InvalidRequestException {
    refuseIf(
        privateKey.isEmpty() && !rootCert.isEmpty(),
        "must provide a private key when providing a root cert");
    if (skipValidate) {
      return;
    }
    refuseIf(
        rootTtl.compareTo(intermediateTtl) < 0,
        "root cert TTL is set and is not greater than intermediate cert ttl. root cert ttl: "
            + text(rootTtl)
            + ", intermediate cert ttl: "
            + text(intermediateTtl));
    refuseIf(
        leafTtl.compareTo(LEAST_LEAF_TTL) < 0,
        "leaf cert TTL must be greater or equal than " + text(LEAST_LEAF_TTL));
    refuseIf(
        leafTtl.compareTo(MOST_LEAF_TTL) > 0,
        "leaf cert TTL must be less than " + text(MOST_LEAF_TTL));
    refuseIf(
        intermediateTtl.compareTo(LEAST_INTERMEDIATE_TTL) < 0,
        "Intermediate Cert TTL must be greater or equal than 3h");
    refuseIf(
        intermediateTtl.compareTo(leafTtl.multipliedBy(3)) < 0,
        "Intermediate Cert TTL must be greater or equal than 3 * LeafCertTTL (>="
            + text(leafTtl.multipliedBy(3))
            + ").");
    switch (privateKeyType) {
      case PrivateKeys.EC ->
          refuseIf(
              privateKeyBits != 224
                  && privateKeyBits != P256_BITS
                  && privateKeyBits != 384
                  && privateKeyBits != 521,
              "EC key length must be one of (224, 256, 384, 521) bits");
      case PrivateKeys.RSA ->
          refuseIf(
              privateKeyBits != 2048 && privateKeyBits != 4096,
              "RSA key length must be 2048 or 4096 bits");
      default -> throw new InvalidRequestException("private key type must be either 'ec' or 'rsa'");
    }
  }

  private static void refuseIf(boolean wrong, String text) throws InvalidRequestException {
    if (wrong) {
      throw new InvalidRequestException(text);
    }
  }

  private static String text(Duration duration) {
    return GoDuration.format(duration);
  }

  /// Under what name the provider keeps its state: a hash of all that makes it another authority.
  /// Servers of both kinds must come to the same name, or each makes a root of its own.
  public String stateId(boolean primary) {
    String all =
        privateKey + "," + rootCert + "," + privateKeyType + "," + privateKeyBits + "," + primary;
    try {
      return IssuedCertificates.colonHex(
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Says nothing of the key.
  @Override
  public String toString() {
    return "ProviderSettings[leafTtl=" + leafTtl + ", key=" + privateKeyType + "]";
  }

  /// A map as Go's mapstructure reads it when types may be weak.
  private record Loose(Map<String, ? extends @Nullable Object> map) {
    private @Nullable Object find(String name) {
      Object exact = map.get(name);
      if (exact != null) {
        return exact;
      }
      String lower = name.toLowerCase(Locale.ROOT);
      return map.entrySet().stream()
          .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(lower))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }

    String text(String name, String absent) throws InvalidRequestException {
      return switch (find(name)) {
        case null -> absent;
        case String text -> text;
        case Boolean bool -> bool ? "1" : "0";
        case Number number -> number.toString();
        default -> throw wrong(name, "string");
      };
    }

    boolean bool(String name) throws InvalidRequestException {
      return switch (find(name)) {
        case null -> false;
        case Boolean bool -> bool;
        case Number number -> number.doubleValue() != 0;
        case String text -> {
          try {
            yield !text.isEmpty() && GoNumber.parseBool(text);
          } catch (GoNumber.InvalidNumber e) {
            throw wrong(name, "bool");
          }
        }
        default -> throw wrong(name, "bool");
      };
    }

    double number(String name, double absent) throws InvalidRequestException {
      return switch (find(name)) {
        case null -> absent;
        case Number number -> number.doubleValue();
        case Boolean bool -> bool ? 1 : 0;
        case String text -> {
          try {
            yield text.isEmpty() ? 0 : Double.parseDouble(text);
          } catch (NumberFormatException e) {
            throw wrong(name, "number");
          }
        }
        default -> throw wrong(name, "number");
      };
    }

    Duration duration(String name, Duration absent) throws InvalidRequestException {
      return switch (find(name)) {
        case null -> absent;
        case Number number -> Duration.ofNanos(number.longValue());
        case String text -> {
          try {
            yield GoDuration.parse(text);
          } catch (GoDuration.InvalidDuration e) {
            throw new InvalidRequestException(
                "error decoding config: decoding failed due to the following error(s):\n\n'"
                    + name
                    + "' "
                    + e.getMessage());
          }
        }
        default -> throw wrong(name, "duration");
      };
    }

    private static InvalidRequestException wrong(String name, String type) {
      return new InvalidRequestException(
          "error decoding config: decoding failed due to the following error(s):\n\n'"
              + name
              + "' expected type '"
              + type
              + "'");
    }
  }
}
