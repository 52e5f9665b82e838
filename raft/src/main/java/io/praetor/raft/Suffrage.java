// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

/// What a server may do in the cluster. The wire numbers are Consul's; staging is read from old
/// configurations and treated as a non-voter, since raft protocol 3 never writes it.
public enum Suffrage {
  VOTER(0, "Voter"),
  NONVOTER(1, "Nonvoter"),
  STAGING(2, "Staging");

  private final int code;
  private final String label;

  Suffrage(int code, String label) {
    this.code = code;
    this.label = label;
  }

  public int code() {
    return code;
  }

  /// The word that `meta.json` of a snapshot and the operator's listings print.
  public String label() {
    return label;
  }

  public static Suffrage ofCode(long code) {
    for (Suffrage suffrage : values()) {
      if (suffrage.code == code) {
        return suffrage;
      }
    }
    throw new IllegalArgumentException("unknown suffrage " + code);
  }

  public static Suffrage ofLabel(String label) {
    for (Suffrage suffrage : values()) {
      if (suffrage.label.equals(label)) {
        return suffrage;
      }
    }
    throw new IllegalArgumentException("unknown suffrage " + label);
  }
}
