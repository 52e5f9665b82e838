// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MethodsTest {
  /// A method that is in neither list would be refused by the server port without anyone noticing.
  @Test
  void everyMethodIsListed() throws Exception {
    Set<Method<?, ?>> listed = new HashSet<>(Methods.ALL);
    listed.addAll(Methods.INTERNAL);
    listed.addAll(Methods.INSECURE);
    int all = Methods.ALL.size() + Methods.INTERNAL.size() + Methods.INSECURE.size();
    assertEquals(all, listed.size(), "none twice");
    List<String> missing = new ArrayList<>();
    for (Class<?> area : areas()) {
      for (Field field : area.getFields()) {
        if (Method.class.isAssignableFrom(field.getType())
            && !listed.contains((Method<?, ?>) field.get(null))) {
          missing.add(area.getSimpleName() + "." + field.getName());
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  private static List<Class<?>> areas() throws Exception {
    URI classes = Methods.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path folder = Path.of(classes).resolve("io/praetor/rpc");
    List<Class<?>> areas = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("Methods.class") && !name.equals("Methods.class")) {
          areas.add(Class.forName("io.praetor.rpc." + name.replace(".class", "")));
        }
      }
    }
    assertTrue(areas.size() >= 9);
    return areas;
  }
}
