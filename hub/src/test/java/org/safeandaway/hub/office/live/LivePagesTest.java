package org.safeandaway.hub.office.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.security.Sessions;
import org.safeandaway.hub.trial.WithTrialHub;

class LivePagesTest extends WithTrialHub {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void endsWithTheSessionThatListens() {
    Secret ended = hub.session("office");
    Secret other = hub.session("office");
    AtomicInteger heard = new AtomicInteger();
    AtomicInteger heardByOther = new AtomicInteger();
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<?> stream = listen(client, threads, ended, heard);
      CompletableFuture<?> others = listen(client, threads, other, heardByOther);
      await().atMost(PATIENCE).until(() -> heard.get() > 0 && heardByOther.get() > 0);

      hub.bean(Sessions.class).end(ended);

      await().atMost(PATIENCE).until(stream::isDone);
      int then = heardByOther.get();
      await().atMost(PATIENCE).until(() -> heardByOther.get() > then);
      assertThat(others.isDone()).isFalse();
      assertThat(hub.status(request(ended))).isEqualTo(401);
      client.shutdownNow();
      threads.shutdownNow();
    }
  }

  private static HttpRequest.Builder request(Secret session) {
    return hub.request("/live")
        .header("Cookie", "saa-session=" + session.value())
        .header("Accept", "text/event-stream")
        .GET();
  }

  private static CompletableFuture<?> listen(
      HttpClient client, Executor threads, Secret session, AtomicInteger heard) {
    return client
        .sendAsync(request(session).build(), HttpResponse.BodyHandlers.ofLines())
        .thenAcceptAsync(
            response ->
                response
                    .body()
                    .filter(line -> line.startsWith("data:"))
                    .forEach(line -> heard.incrementAndGet()),
            threads);
  }
}
