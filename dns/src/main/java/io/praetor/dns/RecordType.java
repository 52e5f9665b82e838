// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

/// The numbers of record and query types that are treated in a way of their own. Any other number is
/// an ordinary type of which nothing exists here.
public final class RecordType {
  public static final int A = 1;
  public static final int NS = 2;
  public static final int CNAME = 5;
  public static final int SOA = 6;
  public static final int PTR = 12;
  public static final int TXT = 16;
  public static final int AAAA = 28;
  public static final int SRV = 33;
  public static final int OPT = 41;
  public static final int DS = 43;
  public static final int AXFR = 252;
  public static final int ANY = 255;

  private RecordType() {}
}
