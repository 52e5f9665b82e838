// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class P256Test {
  /// From OpenSSL: `openssl ec -text` of keys with these private numbers.
  @ParameterizedTest
  @CsvSource({
    "1, 6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296, 4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
    "2, 7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978, 07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1",
    "3, 5ecbe4d1a6330a44c8f7ef951d4bf165e6c6b721efada985fb41661bc6e7fd6c, 8734640c4998ff7e374b06ce1a64a2ecd82ab036384fb83d9a79b127a27d5032",
    "18ebbb95eed0e13, 339150844ec15234807fe862a86be77977dbfb3ae3d96f4c22795513aeaab82f, b1c14ddfdc8ec1b2583f51e85a5eb3a155840f2034730e9b5ada38b674336a21",
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550, 6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296, b01cbd1c01e58065711814b583f061e9d431cca994cea1313449bf97c840ae0a",
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc63254f, 7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978, f888aaee24712fc0d6c26539608bcf244582521ac3167dd661fb4862dd878c2e",
    "59e9f73247c1af7f7b5980c1c4a85e303fd6c627dffb7edd1de6123247b34a03, 1d777bee7bdcf08318376745890863bcd80bf5dfcfe1607c99f5fcd3381c7f00, 89310a8c7199acab26b55f865b02c42ab07cba7590526455b8127b3ee002db7a",
  })
  void findsThePublicPoint(String number, String x, String y) throws GeneralSecurityException {
    ECPublicKey key = (ECPublicKey) P256.keys(new BigInteger(number, 16)).getPublic();
    assertEquals(new BigInteger(x, 16), key.getW().getAffineX());
    assertEquals(new BigInteger(y, 16), key.getW().getAffineY());
  }

  @Test
  void theTwoKeysOfAPairFit() throws GeneralSecurityException {
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      KeyPair keys = P256.keys(new BigInteger(255, random).add(BigInteger.ONE));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update((byte) i);
      byte[] signed = signature.sign();
      signature.initVerify(keys.getPublic());
      signature.update((byte) i);
      assertTrue(signature.verify(signed));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void refusesWhatIsNoPrivateNumber(int beyond) {
    BigInteger number = beyond > 0 ? P256.order() : BigInteger.valueOf(beyond);
    assertThrows(IllegalArgumentException.class, () -> P256.keys(number));
  }
}
