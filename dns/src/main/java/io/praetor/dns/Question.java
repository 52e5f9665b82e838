// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

/// What is asked. The class is echoed and otherwise ignored, as Consul does.
public record Question(Name name, int type, int recordClass) {}
