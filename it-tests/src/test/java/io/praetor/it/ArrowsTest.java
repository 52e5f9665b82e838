// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The arrows between the modules. Please do not add one to make a build pass: ask first whether the
/// class is in the right module, or whether the module on the left should offer an interface.
class ArrowsTest {
  /// Groups from left to right. A module may use those of earlier groups, never its neighbours.
  private static final List<List<String>> GROUPS =
      List.of(
          List.of("wire", "store"),
          List.of("config"),
          List.of("gossip", "raft", "catalog"),
          List.of("kv", "connect"),
          List.of("rpc"),
          List.of("http", "dns"),
          List.of("agent"),
          List.of("cli"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.praetor");

  @Test
  void arrowsPointLeftOnly() {
    for (int group = 0; group < GROUPS.size(); group++) {
      for (String module : GROUPS.get(group)) {
        List<String> forbidden = new ArrayList<>();
        for (int right = group; right < GROUPS.size(); right++) {
          for (String other : GROUPS.get(right)) {
            if (!other.equals(module)) {
              forbidden.add("io.praetor." + other + "..");
            }
          }
        }
        if (forbidden.isEmpty()) {
          continue;
        }
        check(
            noClasses()
                .that()
                .resideInAPackage("io.praetor." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.toArray(new String[0])));
      }
    }
  }

  @Test
  void nettyIsUsedByTheEdgesOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.praetor.http.server..",
                "io.praetor.dns.server..",
                "io.praetor.raft.transport..",
                "io.praetor.gossip.transport..",
                "io.praetor.rpc.port..",
                "io.praetor.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty.."));
  }

  @Test
  void rocksDbIsUsedByTheLogStoreOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.praetor.raft.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.rocksdb.."));
  }

  /// Pure code has no sockets, files, clocks or threads of its own.
  @Test
  void coresTouchNothing() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.praetor.wire..",
                "io.praetor.store..",
                "io.praetor.catalog..",
                "io.praetor.kv..",
                "io.praetor.raft.core..",
                "io.praetor.gossip.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Thread.class.getName())
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now"));
  }

  @Test
  void threadsAreBornInOneFile() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.praetor..")
            .and()
            .doNotHaveFullyQualifiedName("io.praetor.agent.Threads")
            .and()
            .resideOutsideOfPackage("io.praetor.cli..")
            .should()
            .callMethod(Thread.class, "ofPlatform")
            .orShould()
            .callMethod(Thread.class, "ofVirtual")
            .orShould()
            .callMethod(Thread.class, "startVirtualThread", Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class));
  }

  @Test
  void everyPackageIsNullMarked() {
    check(
        classes()
            .that()
            .resideInAPackage("io.praetor..")
            .should(
                com.tngtech.archunit.lang.conditions.ArchConditions.be(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                        "in a @NullMarked package",
                        (JavaClass type) ->
                            type.getPackage()
                                .isAnnotatedWith("org.jspecify.annotations.NullMarked")))));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
