// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Pattern;

/// What must hold for the settings of the browser interface.
final class UiRules {
  private static final Pattern CONTENT_PATH = Pattern.compile("[A-Za-z0-9_/-]+");
  private static final Pattern VERSION_PART = Pattern.compile(".*/v[0-9]+/.*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+");

  private UiRules() {}

  static void check(UiConfig ui) throws RefusedException {
    require(
        CONTENT_PATH.matcher(ui.contentPath()).matches(),
        "ui-content-path can only contain alphanumeric, -, _, or /. received: "
            + GoText.quote(ui.contentPath()));
    require(
        !VERSION_PART.matcher(ui.contentPath()).matches(),
        "ui-content-path cannot have 'v[0-9]'. received: " + GoText.quote(ui.contentPath()));
    require(
        ui.metricsProvider().isEmpty() || NAME.matcher(ui.metricsProvider()).matches(),
        "ui_config.metrics_provider can only contain lowercase alphanumeric, - or _ characters."
            + " received: "
            + GoText.quote(ui.metricsProvider()));
    String options = ui.metricsProviderOptionsJson();
    require(
        options.isEmpty() || isObject(options),
        "ui_config.metrics_provider_options_json must be empty or a string containing a valid JSON"
            + " object. received: "
            + GoText.quote(options));
    String base = ui.metricsProxy().baseUrl();
    require(
        base.isEmpty() || isHttp(base),
        "ui_config.metrics_proxy.base_url must be a valid http or https URL. received: "
            + GoText.quote(base));
    for (String path : ui.metricsProxy().pathAllowlist()) {
      require(
          path.startsWith("/"),
          "ui_config.metrics_proxy.path_allowlist: path "
              + GoText.quote(path)
              + " is not an absolute path");
    }
    for (Map.Entry<String, String> template : ui.dashboardUrlTemplates().entrySet()) {
      require(
          NAME.matcher(template.getKey()).matches(),
          "ui_config.dashboard_url_templates key names can only contain lowercase alphanumeric, -"
              + " or _ characters. received: "
              + GoText.quote(template.getKey()));
      // Consul shows the base URL here, not the template.
      require(
          isHttp(template.getValue()),
          "ui_config.dashboard_url_templates values must be a valid http or https URL. received: "
              + GoText.quote(base));
    }
  }

  /// The built-in interface and own files exclude each other.
  static void checkOneSource(UiConfig ui) throws RefusedException {
    require(
        !ui.enabled() || ui.dir().isEmpty(),
        "Both the ui_config.enabled and ui_config.dir (or -ui and -ui-dir) were specified, please"
            + " provide only one.\n"
            + "If trying to use your own web UI resources, use ui_config.dir or the -ui-dir flag.\n"
            + "The web UI is included in the binary so use ui_config.enabled or the -ui flag to"
            + " enable it");
  }

  private static boolean isObject(String text) {
    try {
      // Go takes null for an object without members.
      return switch (JsonText.parse(text)) {
        case null -> true;
        case Map<?, ?> ignored -> true;
        default -> false;
      };
    } catch (SyntaxException e) {
      return false;
    }
  }

  /// Templates carry braces, which a URL may not; everything else is checked as a URL.
  private static boolean isHttp(String text) {
    String plain = text.replaceAll("\\{\\{[^}]*}}", "x");
    if (!plain.startsWith("http://") && !plain.startsWith("https://")) {
      return false;
    }
    try {
      return plain.length() <= "https://".length() || new URI(plain).getScheme() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void require(boolean holds, String error) throws RefusedException {
    if (!holds) {
      throw new RefusedException(error);
    }
  }
}
