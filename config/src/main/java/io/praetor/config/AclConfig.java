// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;

/// Access control, and the tokens that the agent itself uses. The text form never shows a secret.
///
/// @param enabled whether tokens are asked for at all
/// @param defaultPolicy allow or deny where no rule speaks
/// @param downPolicy allow, deny, extend-cache or async-cache while servers cannot be reached
/// @param policyTtl cache time of policies
/// @param roleTtl cache time of roles
/// @param tokenTtl cache time of tokens
/// @param enableKeyListPolicy whether listing keys needs the list permission
/// @param tokenReplication whether a secondary datacenter copies tokens
/// @param tokenPersistence whether tokens set by the API are kept on disk
/// @param initialManagementToken secret of the first management token, empty for none
/// @param tokens the agent's own tokens
/// @param defaultIntentionPolicy allow, deny, or empty to follow the default policy
public record AclConfig(
    boolean enabled,
    String defaultPolicy,
    String downPolicy,
    Duration policyTtl,
    Duration roleTtl,
    Duration tokenTtl,
    boolean enableKeyListPolicy,
    boolean tokenReplication,
    boolean tokenPersistence,
    String initialManagementToken,
    Tokens tokens,
    String defaultIntentionPolicy) {

  @Override
  public String toString() {
    return "AclConfig[enabled=" + enabled + ", defaultPolicy=" + defaultPolicy + "]";
  }

  /// The agent's own tokens; an empty one is not set.
  public record Tokens(
      String defaultToken,
      String agent,
      String agentRecovery,
      String replication,
      String configFileRegistration,
      String dns) {
    @Override
    public String toString() {
      return "Tokens[hidden]";
    }
  }
}
