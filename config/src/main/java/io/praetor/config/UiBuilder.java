// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.List;

/// Makes the settings of the browser interface.
final class UiBuilder {
  private final Settings settings;

  UiBuilder(Draft draft) {
    this.settings = draft.settings();
  }

  UiConfig ui() {
    List<UiConfig.Header> headers = new ArrayList<>();
    for (Settings header : settings.blocks("ui_config.metrics_proxy.add_headers")) {
      headers.add(new UiConfig.Header(header.string("name"), header.string("value")));
    }
    return new UiConfig(
        settings.bool("ui_config.enabled"),
        settings.string("ui_config.dir"),
        contentPath(settings.string("ui_config.content_path")),
        settings.string("ui_config.metrics_provider"),
        settings.strings("ui_config.metrics_provider_files"),
        settings.string("ui_config.metrics_provider_options_json"),
        new UiConfig.MetricsProxy(
            settings.string("ui_config.metrics_proxy.base_url"),
            headers,
            settings.strings("ui_config.metrics_proxy.path_allowlist")),
        settings.stringMap("ui_config.dashboard_url_templates"));
  }

  private static String contentPath(String path) {
    if (path.isEmpty()) {
      return "/ui/";
    }
    String start = path.startsWith("/") ? path : "/" + path;
    return start.endsWith("/") ? start : start + "/";
  }
}
