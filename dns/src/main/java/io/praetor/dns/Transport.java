// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

/// How a query came. A query that is passed on goes the same way.
public enum Transport {
  UDP,
  TCP
}
