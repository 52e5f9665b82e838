// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

/// One record of class IN.
public record ResourceRecord(Name owner, long ttlSeconds, RecordData data) {
  ResourceRecord withTtl(long seconds) {
    return new ResourceRecord(owner, seconds, data);
  }
}
