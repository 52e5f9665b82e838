// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

/// Serf's states of a member, with their numbers on the wire.
public enum MemberStatus {
  NONE(0),
  ALIVE(1),
  LEAVING(2),
  LEFT(3),
  FAILED(4);

  private final int number;

  MemberStatus(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  static MemberStatus of(int number) {
    for (MemberStatus status : values()) {
      if (status.number == number) {
        return status;
      }
    }
    return NONE;
  }
}
