// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.lang.reflect.Proxy;

/// Hears signals by themselves, which the JVM's shutdown hooks cannot: they do not tell SIGINT from
/// SIGTERM, and take SIGHUP for an end. Reached by name, because the compiler warns of each mention of
/// the class and the warning cannot be turned off; it is in the supported module `jdk.unsupported`.
final class Signals {
  private Signals() {}

  /// Runs the action, on a thread of the JVM's own, each time the signal comes.
  ///
  /// @param signal without `SIG`: `HUP`, `INT`, `TERM`
  static void on(String signal, Runnable action) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield proxy;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> "handler of SIG" + signal;
                  });
      signalType
          .getMethod("handle", signalType, handlerType)
          .invoke(null, signalType.getConstructor(String.class).newInstance(signal), handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM cannot hear SIG" + signal, e);
    }
  }
}
