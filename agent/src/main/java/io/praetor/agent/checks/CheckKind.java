// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import io.praetor.catalog.CheckType;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One way of checking: how a definition asks for it, and what runs it.
///
/// @param type its name in the catalog
/// @param asked whether a definition asks for it
/// @param runsPrograms whether it needs the permission for script checks
/// @param probe makes what is run every interval; null for kinds that are not run: the local state
///     knows their status
public record CheckKind(
    String type,
    Predicate<CheckType> asked,
    boolean runsPrograms,
    @Nullable BiFunction<CheckType, ProbeSettings, Probe> probe) {}
