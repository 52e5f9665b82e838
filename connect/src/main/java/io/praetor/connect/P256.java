// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Key pairs of the curve P-256 from a given private number, which the JDK cannot make: it has no way to the public point of
/// a private key. By the schoolbook's affine addition (SEC 1, 2.2.1), which takes times that depend on the number: for use
/// once at a start, where no one measures.
final class P256 {
  private static final ECParameterSpec CURVE = curve();
  private static final BigInteger FIELD = ((ECFieldFp) CURVE.getCurve().getField()).getP();
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private P256() {}

  /// How many private numbers there are, and one.
  static BigInteger order() {
    return CURVE.getOrder();
  }

  /// @param number from 1 to below the order
  static KeyPair keys(BigInteger number) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("EC");
    return new KeyPair(
        factory.generatePublic(new ECPublicKeySpec(times(number, CURVE.getGenerator()), CURVE)),
        factory.generatePrivate(new ECPrivateKeySpec(number, CURVE)));
  }

  private static ECPoint times(BigInteger number, ECPoint point) {
    if (number.signum() <= 0 || number.compareTo(CURVE.getOrder()) >= 0) {
      throw new IllegalArgumentException("not a private number of P-256");
    }
    ECPoint sum = null;
    for (int bit = number.bitLength() - 1; bit >= 0; bit--) {
      if (sum != null) {
        sum = add(sum, sum);
      }
      if (number.testBit(bit)) {
        sum = add(sum, point);
      }
    }
    return Objects.requireNonNull(sum);
  }

  /// Of points that are not each other's opposite, which no sum on the way to a number below the order meets.
  ///
  /// @param one null for the point at infinity
  private static ECPoint add(@Nullable ECPoint one, ECPoint other) {
    if (one == null) {
      return other;
    }
    BigInteger slope =
        one.equals(other)
            ? one.getAffineX()
                .pow(2)
                .multiply(THREE)
                .add(CURVE.getCurve().getA())
                .multiply(one.getAffineY().shiftLeft(1).modInverse(FIELD))
            : other
                .getAffineY()
                .subtract(one.getAffineY())
                .multiply(other.getAffineX().subtract(one.getAffineX()).modInverse(FIELD));
    BigInteger x = slope.pow(2).subtract(one.getAffineX()).subtract(other.getAffineX()).mod(FIELD);
    BigInteger y =
        slope.multiply(one.getAffineX().subtract(x)).subtract(one.getAffineY()).mod(FIELD);
    return new ECPoint(x, y);
  }

  private static ECParameterSpec curve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no P-256", e);
    }
  }
}
