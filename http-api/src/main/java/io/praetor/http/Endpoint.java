// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One method of one route: everything about it in one place. Nothing else decides what a route
/// accepts, so a new endpoint is one entry in an `<Area>Endpoints` list.
///
///     Endpoint.get("/v1/health/node/{node*}")
///         .marks(Mark.BLOCKING, Mark.CONSISTENCY, Mark.FILTER)
///         .scope(Scope.NAMESPACE)
///         .acl("node:read, service:read filter")
///         .answers(HealthEndpoints::node)
///
/// A path is literal up to an optional last part `{name*}`, which takes the whole rest of the path,
/// slashes included, as Consul's routes do.
public final class Endpoint {
  /// What a route does beside its own work; the letters are those of `endpoints.txt`.
  public enum Mark {
    /// Waits on `?index` and `?wait`, and sends index, leader and contact headers.
    BLOCKING('B'),
    /// Sends these headers but does not wait.
    META('M'),
    /// Sends `X-Consul-Effective-Consistency`.
    CONSISTENCY('E'),
    /// Takes `?filter`.
    FILTER('F'),
    /// Takes `?cached`.
    CACHED('K'),
    /// Reads `?stale`, `?consistent`, `?max_stale` and the rest of the read parameters.
    STALE('S'),
    /// Sends index 1 and no leader with an error of the servers.
    META_ON_ERROR('X'),
    /// Answers 401 while access control is off.
    ACL_ONLY('A'),
    /// Waits in a way of its own, so that a client that leaves ends the call.
    WAITS('W'),
    /// Checks the method itself, so that `Allow` has no `OPTIONS` and OPTIONS has the body `{}`.
    OWN_METHODS('O'),
    /// Reads a record or two by [Call#read], or ends in one [Call#write] that makes the answer, and
    /// does nothing else, so that it is served on the event loop when the server need not wait. The
    /// handler may run again, on a thread of its own, when nothing has been done.
    QUICK('Q');

    private final char letter;

    Mark(char letter) {
      this.letter = letter;
    }
  }

  /// Which Enterprise parameters a route refuses; the others it does not look at.
  public enum Scope {
    NONE,
    PARTITION,
    NAMESPACE
  }

  /// Answers a call. Runs on a virtual thread and may block, but for [Mark#QUICK] ones.
  @FunctionalInterface
  public interface Handler {
    Answer handle(Call call) throws IOException, InterruptedException;
  }

  private final String method;
  private final String template;
  private final Set<Mark> marks;
  private final Scope scope;
  private final String acl;
  private final List<String> params;
  private final Handler handler;

  private Endpoint(Builder builder, Handler handler) {
    this.method = builder.method;
    this.template = builder.template;
    this.marks = builder.marks;
    this.scope = builder.scope;
    this.acl = builder.acl;
    this.params = List.copyOf(builder.params);
    this.handler = handler;
  }

  public static Builder get(String template) {
    return new Builder("GET", template);
  }

  public static Builder put(String template) {
    return new Builder("PUT", template);
  }

  public static Builder post(String template) {
    return new Builder("POST", template);
  }

  public static Builder delete(String template) {
    return new Builder("DELETE", template);
  }

  String method() {
    return method;
  }

  /// The path that the router knows it by: ends with a slash when it takes the rest.
  String pattern() {
    int brace = template.indexOf('{');
    return brace < 0 ? template : template.substring(0, brace);
  }

  boolean has(Mark mark) {
    return marks.contains(mark);
  }

  Scope scope() {
    return scope;
  }

  Handler handler() {
    return handler;
  }

  /// Whether the read parameters are parsed before the handler runs.
  boolean reads() {
    return has(Mark.BLOCKING) || has(Mark.META) || has(Mark.STALE) || has(Mark.CACHED);
  }

  /// Whether a client that goes away may interrupt the handler: only where nothing is written.
  boolean interruptible() {
    return has(Mark.BLOCKING) || has(Mark.WAITS);
  }

  /// Adds what is wrong with this descriptor by itself.
  void check(List<String> faults) {
    if (!template.startsWith("/v1/")) {
      faults.add(this + ": path does not start with /v1/");
    }
    int brace = template.indexOf('{');
    if (brace >= 0 && !template.substring(brace).matches("\\{[a-z]+\\*}")) {
      faults.add(this + ": only a last part {name*} may be variable");
    }
    if (brace >= 0 && template.charAt(brace - 1) != '/') {
      faults.add(this + ": {name*} does not follow a slash");
    }
    if (has(Mark.CONSISTENCY) && !has(Mark.BLOCKING) && !has(Mark.META)) {
      faults.add(this + ": a consistency header without the index header");
    }
    if (has(Mark.BLOCKING) && has(Mark.META)) {
      faults.add(this + ": either blocks or does not");
    }
    if (!method.equals("GET") && !method.equals("POST") && has(Mark.BLOCKING)) {
      faults.add(this + ": a write cannot block");
    }
    if (acl.isEmpty()) {
      faults.add(this + ": says nothing about access");
    }
    for (String param : params) {
      if (ReadOptions.NAMES.contains(param)) {
        faults.add(this + ": ?" + param + " comes with the marks");
      }
    }
  }

  /// Its line in `endpoints.txt`.
  String describe() {
    StringBuilder letters = new StringBuilder();
    for (Mark mark : marks) {
      letters.append(mark.letter);
    }
    StringBuilder line = new StringBuilder(method).append(' ').append(template);
    line.append("  ").append(letters.isEmpty() ? "-" : letters);
    line.append("  scope=").append(scope.name().toLowerCase(Locale.ROOT));
    line.append("  acl=").append(acl);
    if (!params.isEmpty()) {
      line.append("  params=").append(String.join(",", params));
    }
    return line.toString();
  }

  @Override
  public String toString() {
    return method + " " + template;
  }

  /// Collects what is to be said about an endpoint.
  public static final class Builder {
    private final String method;
    private final String template;
    private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
    private Scope scope = Scope.NONE;
    private String acl = "";
    private final List<String> params = new ArrayList<>();

    private Builder(String method, String template) {
      this.method = method;
      this.template = template;
    }

    public Builder marks(Mark... more) {
      marks.addAll(List.of(more));
      return this;
    }

    /// A blocking read as most of them are.
    public Builder blocking() {
      return marks(Mark.BLOCKING, Mark.STALE);
    }

    public Builder scope(Scope refused) {
      this.scope = refused;
      return this;
    }

    /// What a caller's token needs, as the documentation puts it; the servers decide.
    public Builder acl(String needed) {
      this.acl = needed;
      return this;
    }

    /// Query parameters of its own.
    public Builder params(String... names) {
      params.addAll(List.of(names));
      return this;
    }

    public Endpoint answers(Handler handler) {
      return new Endpoint(this, handler);
    }
  }
}
