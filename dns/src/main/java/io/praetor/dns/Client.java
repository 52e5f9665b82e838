// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.net.InetAddress;

/// Who asks, and how.
public record Client(InetAddress address, Transport transport) {}
