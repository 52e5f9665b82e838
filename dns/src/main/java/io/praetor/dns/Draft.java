// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.util.ArrayList;
import java.util.List;

/// The records of an answer while it is put together, by one thread.
final class Draft {
  int rcode = Rcode.NOERROR;

  final List<ResourceRecord> answers = new ArrayList<>();
  final List<ResourceRecord> authority = new ArrayList<>();
  final List<ResourceRecord> additional = new ArrayList<>();

  /// A prepared query was asked, for which the client's subnet may have mattered.
  boolean dependsOnSubnet;

  /// The answer lies with the recursors.
  boolean forward;
}
