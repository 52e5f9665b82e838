// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

/// The result codes that this server gives or looks at in the replies of others.
public final class Rcode {
  public static final int NOERROR = 0;
  public static final int FORMERR = 1;
  public static final int SERVFAIL = 2;
  public static final int NXDOMAIN = 3;
  public static final int NOTIMP = 4;
  public static final int REFUSED = 5;

  private Rcode() {}
}
