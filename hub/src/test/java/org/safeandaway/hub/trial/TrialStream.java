package org.safeandaway.hub.trial;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Follows a hub's events, as a program would. */
public final class TrialStream implements AutoCloseable {
  /** One event, as it came. */
  public record Event(String id, String name, String data) {
    public long position() {
      return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    }

    /** The text of a field of the data. */
    public String field(String field) {
      return new TrialHub.Reply(200, "", data).field(field);
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Event> events = new ArrayList<>();
  private final AtomicInteger comments = new AtomicInteger();
  private final CompletableFuture<HttpResponse<@Nullable Void>> response;
  private final Lines lines;

  private TrialStream(TrialHub hub, String person, @Nullable String last, boolean reading) {
    HttpRequest.Builder request =
        hub.request("/api/v1/stream").header("Authorization", "Bearer " + hub.token(person));
    if (last != null) {
      request.header("Last-Event-ID", last);
    }
    lines = new Lines(reading);
    response =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.fromLineSubscriber(lines));
  }

  /**
   * @param last the id of the last event that was seen; null: none
   */
  public static TrialStream follow(TrialHub hub, String person, @Nullable String last) {
    return new TrialStream(hub, person, last, true);
  }

  /** Somebody who asks and then does not listen. */
  public static TrialStream deaf(TrialHub hub, String person, String last) {
    return new TrialStream(hub, person, last, false);
  }

  public List<Event> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  public List<String> names() {
    return events().stream().map(Event::name).toList();
  }

  public boolean has(String name) {
    return names().contains(name);
  }

  public int comments() {
    return comments.get();
  }

  /** Whether the hub has ended it, well or not. */
  public boolean isOver() {
    return response.isDone();
  }

  @Override
  public void close() {
    lines.cancel();
    client.shutdownNow();
  }

  /** Puts events together from lines. */
  private final class Lines implements Flow.Subscriber<String> {
    private final boolean reading;
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private String id = "";
    private String name = "";
    private String data = "";

    Lines(boolean reading) {
      this.reading = reading;
    }

    void cancel() {
      subscription.thenAccept(Flow.Subscription::cancel);
    }

    @Override
    public void onSubscribe(Flow.Subscription it) {
      subscription.complete(it);
      if (reading) {
        it.request(Long.MAX_VALUE);
      }
    }

    @Override
    public void onNext(String line) {
      if (line.startsWith(":")) {
        comments.incrementAndGet();
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.isEmpty() && !data.isEmpty()) {
        synchronized (events) {
          events.add(new Event(id, name, data));
        }
        data = "";
      }
    }

    @Override
    public void onError(Throwable failure) {
      // The response's future tells it.
    }

    @Override
    public void onComplete() {
      // The response's future tells it.
    }
  }
}
