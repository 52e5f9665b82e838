// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// `login`: exchanges a bearer token for an ACL token, which is written to a file that only its owner may read.
final class LoginCommand extends ClientCommand {
  private final Flag<String> bearerTokenFile =
      flags.string("bearer-token-file", "File that holds the bearer token.");
  private final Flag<Map<String, String>> meta =
      flags.pairs("meta", "Metadata for the token; may be given several times.");
  private final Flag<String> method = flags.string("method", "Name of the auth method.");
  private final Flag<String> sink =
      flags.string("token-sink-file", "File that gets the ACL token.");

  private final Flag<Boolean> awsBearer =
      flags.bool(
          "aws-auto-bearer-token",
          "Make a bearer token of AWS credentials; not supported. Consul takes them from -aws-access-key-id, which its own help spells\n-aws-acesss-key-id.");

  LoginCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
    flags.string("aws-access-key-id", "AWS access key id; not supported.");
    flags.string("aws-iam-endpoint", "URL of the AWS IAM API; not supported.");
    flags.bool("aws-include-entity", "Let the token tell the IAM role or user; not supported.");
    flags.string("aws-region", "AWS region; not supported.");
    flags.string("aws-secret-access-key", "AWS secret access key; not supported.");
    flags.string("aws-server-id-header-value", "Header that the token signs; not supported.");
    flags.string("aws-session-token", "AWS session token; not supported.");
    flags.string("aws-sts-endpoint", "URL of the AWS STS API; not supported.");
    flags.string("type", "Type of the auth method; not needed.");
  }

  @Override
  String synopsis() {
    return "Get an ACL token through an auth method";
  }

  @Override
  String usage() {
    return "login [options]";
  }

  @Override
  String details() {
    return "Exchanges the token of another system for an ACL token and writes that to a file.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (!arguments.isEmpty()) {
      throw new Failure("Should have no non-flag arguments.");
    }
    require("method", method);
    require("token-sink-file", sink);
    if (awsBearer.value()) {
      throw new Failure("-aws-auto-bearer-token is not supported");
    }
    require("bearer-token-file", bearerTokenFile);
    String bearer = InputFiles.text(terminal, bearerTokenFile.value()).strip();
    if (bearer.isEmpty()) {
      throw new Failure("No bearer token found in " + bearerTokenFile.value());
    }
    ApiClient agent = connect(terminal);
    Json request =
        Json.object()
            .put("AuthMethod", method.value())
            .put("BearerToken", bearer)
            .putUnlessEmpty("Meta", meta.value())
            .build();
    Json token = asking("Error logging in", agent.post("/v1/acl/login").json(request)::fetch);
    write(terminal.folder().resolve(sink.value()), token.text("SecretID"));
    return 0;
  }

  private static void require(String name, Flag<String> flag) throws Failure {
    if (flag.value().isEmpty()) {
      throw new Failure("Missing required '-" + name + "' flag");
    }
  }

  private static void write(Path file, String secret) throws Failure {
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, secret);
    } catch (IOException e) {
      throw new Failure("Error writing token to file sink: " + InputFiles.reason(e));
    }
  }
}
