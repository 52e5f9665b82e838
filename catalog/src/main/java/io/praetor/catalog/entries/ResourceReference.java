// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// Another entry, or a part of it.
public record ResourceReference(String kind, String name, String sectionName) {
  public static final Struct<ResourceReference> CODEC =
      Struct.<ResourceReference>named("ResourceReference")
          .field("Kind", STRING, ResourceReference::kind)
          .field("Name", STRING, ResourceReference::name)
          .field("SectionName", STRING, ResourceReference::sectionName)
          .build(v -> new ResourceReference(v.get(0), v.get(1), v.get(2)));
}
