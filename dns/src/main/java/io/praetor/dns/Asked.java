// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.dns.DnsSource.ServiceKind;

/// What a name below one of our domains asks for.
sealed interface Asked {
  record Node(String name, String datacenter, String peer) implements Asked {}

  /// @param port the named port that SRV records shall have, or empty for the default one
  record Service(
      ServiceKind kind, String name, String tag, String datacenter, String peer, String port)
      implements Asked {}

  record Virtual(String service, String peer) implements Asked {}

  record Query(String nameOrId, String datacenter) implements Asked {}

  /// An address written into the name itself, in hexadecimal digits.
  record Address(String digits) implements Asked {}

  /// None of the forms. The answer is NXDOMAIN.
  record Nothing() implements Asked {}
}
