// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The load of the training run: what servers of a cluster do all day, asked of one of them while it
/// leads and while it does not. The cache then knows which code is hot and how it is used, so that
/// the compiler need not find out again in each life of a server.
///
///     java Training.java http://127.0.0.1:8500 ID-OF-THAT-SERVER ID-OF-ANOTHER
void main(String[] args) throws Exception {
  String server = args[0];
  awaitLeader(server);
  for (String leader : List.of(args[1], args[2])) {
    transfer(server, leader);
    load(server);
  }
}

private static final int CLIENTS = 16;
private static final int ROUNDS = 250;
private static final long PATIENCE_NANOS = 60_000_000_000L;
private static final HttpClient HTTP =
    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

private static int send(String method, String url, String body)
    throws IOException, InterruptedException {
  HttpRequest request =
      HttpRequest.newBuilder(URI.create(url))
          .method(method, HttpRequest.BodyPublishers.ofString(body))
          .build();
  return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
}

private static void awaitLeader(String server) throws InterruptedException {
  long deadline = System.nanoTime() + PATIENCE_NANOS;
  while (!accepts(server)) {
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException("the training cluster has no leader");
    }
    Thread.sleep(100);
  }
}

private static boolean accepts(String server) throws InterruptedException {
  try {
    return send("PUT", server + "/v1/kv/training", "begins") == 200;
  } catch (IOException e) {
    return false; // It does not listen yet.
  }
}

/// Refused when that server leads already, which is as good.
private static void transfer(String server, String leader)
    throws IOException, InterruptedException {
  send("POST", server + "/v1/operator/raft/transfer-leader?id=" + leader, "");
  awaitLeader(server);
}

private static void load(String server) throws Exception {
  try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      tasks.add(() -> ask(server, client));
    }
    for (Future<Void> done : clients.invokeAll(tasks)) {
      done.get();
    }
  }
}

private static Void ask(String server, int client) throws IOException, InterruptedException {
  for (int i = 0; i < ROUNDS; i++) {
    String key = server + "/v1/kv/training/" + client + "/" + i % 50;
    String node = "training-" + client + "-" + i % 20;
    String status = i / 20 % 2 == 0 ? "passing" : "critical";
    send("PUT", key, "value-" + i);
    send("GET", key, "");
    send("GET", key + "?stale", "");
    send("GET", key + "?stale", "");
    send(
        "PUT",
        server + "/v1/catalog/register",
        """
        {"Node":"%1$s","Address":"10.0.0.1","Service":{"ID":"web","Service":"web","Port":80},
         "Check":{"Node":"%1$s","CheckID":"web","Name":"web","ServiceID":"web","Status":"%2$s"}}"""
            .formatted(node, status));
    if (i % 10 == 0) {
      send("GET", server + "/v1/health/service/web?stale", "");
      send("GET", server + "/v1/catalog/node/" + node, "");
    }
  }
  return null;
}
