// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.http.agent.AgentInfo;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What is served beside `/v1`: the root, the browser interface, profiling, the resource API, and
/// the answers to paths that are nothing.
final class OutsideApi {
  private static final String HTML = "text/html; charset=utf-8";

  /// Praetor has no browser interface of its own yet; its place says so and points to the API.
  private static final String UI_PAGE =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Praetor</title></head>\n"
          + "<body><h1>Praetor</h1>\n<p>The browser interface is not part of this version. "
          + "The HTTP API is at <a href=\"/v1/agent/self\">/v1/</a>.</p></body></html>\n";

  private OutsideApi() {}

  /// Null when the path belongs to the API or to nothing.
  static @Nullable Response answer(
      Request request, Target target, HttpApiConfig config, AgentInfo agent) {
    String path = target.escapedPath();
    if (path.startsWith("/v1/") || request.method().equals("CONNECT")) {
      return null;
    }
    if (path.equals("/")) {
      return config.uiEnabled()
          ? redirect(request.method(), 301, "Moved Permanently", config.uiContentPath())
          : Response.text(200, ConsulError.UI_DISABLED);
    }
    if (!Target.clean(path).equals(path)) {
      return null;
    }
    if (config.uiEnabled()) {
      Response ui = ui(request, target, config);
      if (ui != null) {
        return ui;
      }
    }
    if (path.equals("/api") || path.equals("/debug/pprof")) {
      String query = target.rawQuery().isEmpty() ? "" : "?" + target.rawQuery();
      return redirect(request.method(), 307, "Temporary Redirect", path + "/" + query);
    }
    if (path.startsWith("/debug/pprof/")) {
      return profile(path, config, agent);
    }
    if (path.startsWith("/api/")) {
      return resource(path);
    }
    return null;
  }

  private static @Nullable Response ui(Request request, Target target, HttpApiConfig config) {
    String path = target.escapedPath();
    if (path.equals("/robots.txt")) {
      return Response.text(200, "User-agent: *\nDisallow: /\n");
    }
    if ((path + "/").equals(config.uiContentPath())) {
      String query = target.rawQuery().isEmpty() ? "" : "?" + target.rawQuery();
      return redirect(request.method(), 307, "Temporary Redirect", config.uiContentPath() + query);
    }
    return path.startsWith(config.uiContentPath()) ? html(200, UI_PAGE) : null;
  }

  /// The profiles are those of the Go runtime, which is not here; the command line is.
  private static Response profile(String path, HttpApiConfig config, AgentInfo agent) {
    Response response;
    if (!config.enableDebug()) {
      response = Response.empty(404);
    } else if (path.equals("/debug/pprof/cmdline")) {
      response = Response.text(200, String.join("\0", agent.commandLine()));
    } else {
      response = Response.text(404, "Unknown profile\n");
    }
    response.headers().set("Vary", "Accept-Encoding");
    return response;
  }

  /// Paths are `/api/group/version/kind/name`; there are no resources of any kind.
  private static Response resource(String path) {
    if (path.split("/", -1).length >= 6) {
      return Response.text(404, "rpc error: code = NotFound desc = resource not found");
    }
    Response response = Response.text(404, "404 page not found\n");
    response.headers().set("X-Content-Type-Options", "nosniff");
    return response;
  }

  static Response unknown(Target target) {
    return Response.text(
        404,
        target.path().contains("/v1/") ? ConsulError.NOT_AN_ENDPOINT : ConsulError.NOT_AN_API_PATH);
  }

  /// A GET also gets a page for the browsers of old.
  static Response redirect(String method, int status, String title, String location) {
    Response response =
        method.equals("GET")
            ? html(status, "<a href=\"" + GoUrl.escapeHtml(location) + "\">" + title + "</a>.\n\n")
            : Response.empty(status);
    response.headers().set("Location", location);
    return response;
  }

  private static Response html(int status, String page) {
    return new Response(
        status,
        new Headers().set("Content-Type", HTML),
        Response.Bytes.of(page.getBytes(StandardCharsets.UTF_8)));
  }
}
