// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// Makes the settings of the service mesh.
final class ConnectBuilder {
  private final Settings settings;

  ConnectBuilder(Draft draft) {
    this.settings = draft.settings();
  }

  ConnectConfig connect() throws RefusedException {
    String cidrV4 = settings.string("connect.virtual_ip_cidr_v4");
    String cidrV6 = settings.string("connect.virtual_ip_cidr_v6");
    cidr("virtual_ip_cidr_v4", cidrV4, 4);
    cidr("virtual_ip_cidr_v6", cidrV6, 16);
    boolean federation = settings.bool("connect.enable_mesh_gateway_wan_federation");
    // Handing out certificates needs the certificate authority.
    boolean enabled =
        settings.bool("connect.enabled")
            || settings.bool("auto_encrypt.allow_tls")
            || settings.bool("auto_encrypt.tls")
            || settings.bool("auto_config.enabled");
    if (federation && !enabled) {
      throw new RefusedException(
          "'connect.enable_mesh_gateway_wan_federation=true' requires 'connect.enabled=true'");
    }
    return new ConnectConfig(
        enabled,
        settings.string("connect.ca_provider"),
        CaSettings.translated(settings.tree("connect.ca_config")),
        federation,
        cidrV4,
        cidrV6);
  }

  private static void cidr(String key, String text, int length) throws RefusedException {
    if (text.isEmpty()) {
      return;
    }
    Cidr cidr = Cidr.parse(text);
    if (cidr == null) {
      throw new RefusedException("invalid " + key + ": invalid CIDR address: " + text);
    }
    if (cidr.network().getAddress().length != length) {
      throw new RefusedException(
          "invalid " + key + ": cidr " + GoText.quote(text) + " must be IPv" + length * 8);
    }
  }
}
