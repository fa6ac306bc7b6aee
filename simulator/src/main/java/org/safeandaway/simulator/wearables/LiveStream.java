package org.safeandaway.simulator.wearables;

import com.sun.net.httpserver.HttpExchange;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.wearables.VirtualWearable.Now;

/**
 * {@code GET /stream}: what happens at the wearables, as server-sent events. First {@code hello},
 * then every wearable as it is, then each {@code output} as it changes, a {@code wearable} whenever
 * it looks different, and a {@code beat} when nothing happened, so that a page can tell silence
 * from a lost line. Nothing is resumed: whoever comes again is told everything again.
 */
final class LiveStream {
  /** A page that heard nothing for twice as long and a little says so, which is within 5 s. */
  static final int BEAT_SECONDS = 2;

  private static final Jsonb JSON = Jsonb.builder().build();
  private static final JsonType<Hello> HELLO = JSON.type(Hello.class);
  private static final JsonType<Seen> SEEN = JSON.type(Seen.class);
  private static final JsonType<Beat> BEAT = JSON.type(Beat.class);
  private static final JsonType<OutputEvent> OUTPUT = JSON.type(OutputEvent.class);

  /**
   * The first event.
   *
   * @param start of this simulator, random; another one knows nothing of what was on the tape
   * @param office where its pages are; absent if nobody said
   */
  @Json
  record Hello(String start, @Nullable String office, List<String> wearables) {}

  /**
   * A wearable as it is.
   *
   * @param now by this machine's clock, in milliseconds since 1970
   * @param hubAheadMs how far the hub's clock is ahead of this machine's, as the wearable reckons;
   *     absent before it heard the hub
   */
  @Json
  record Seen(long now, @Nullable Long hubAheadMs, WearableView wearable) {}

  /** Nothing happened. */
  @Json
  record Beat(long now) {}

  /** See {@link Audience.Output}. */
  @Json
  record OutputEvent(String wearable, String part, boolean on, long atMs) {}

  private final String start = UUID.randomUUID().toString();
  private final InstantSource clock = InstantSource.system();
  private final Audience audience;
  private final SortedMap<WearableId, VirtualWearable> wearables;
  private final Optional<URI> office;

  LiveStream(
      Audience audience, SortedMap<WearableId, VirtualWearable> wearables, Optional<URI> office) {
    this.audience = audience;
    this.wearables = wearables;
    this.office = office;
  }

  /** Answers until the page goes away or the simulator stops. */
  void serve(HttpExchange exchange) throws IOException, Problem.Found {
    Audience.Seat taken =
        audience
            .join()
            .orElseThrow(
                () ->
                    Problem.busy(
                        "There are %d pages of the virtual wearables open. Close one."
                            .formatted(Audience.SEATS)));
    try (Audience.Seat seat = taken) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      new Listener(exchange.getResponseBody()).run(seat);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One page, and what it was shown last. */
  private final class Listener {
    private final OutputStream out;
    private final Map<WearableId, WearableView> shown = new HashMap<>();

    Listener(OutputStream out) {
      this.out = out;
    }

    void run(Audience.Seat seat) throws IOException, InterruptedException {
      send("hello", HELLO.toJson(hello()));
      for (WearableId id : wearables.keySet()) {
        show(id);
      }
      while (!seat.hasLostNews()) {
        List<Audience.News> news = seat.await(BEAT_SECONDS);
        tell(news);
        if (news.isEmpty()) {
          send("beat", BEAT.toJson(new Beat(clock.millis())));
        }
      }
    }

    private Hello hello() {
      return new Hello(
          start,
          office.map(URI::toString).orElse(null),
          wearables.keySet().stream().map(WearableId::value).toList());
    }

    /** Outputs first and each of them, since they are over soon; of the rest only how it is now. */
    private void tell(List<Audience.News> news) throws IOException {
      Set<WearableId> changed = new LinkedHashSet<>();
      for (Audience.News one : news) {
        switch (one) {
          case Audience.Output(var id, var part, var on, var atMs) ->
              send("output", OUTPUT.toJson(new OutputEvent(id.value(), part, on, atMs)));
          case Audience.Changed(var id) -> changed.add(id);
        }
      }
      for (WearableId id : changed) {
        show(id);
      }
    }

    private void show(WearableId id) throws IOException {
      VirtualWearable wearable = wearables.get(id);
      if (wearable == null) {
        return; // Still being built; it tells when it is there.
      }
      Now now = wearable.now();
      if (!now.view().withoutOutputs().equals(shown.put(id, now.view().withoutOutputs()))) {
        send("wearable", SEEN.toJson(new Seen(clock.millis(), now.hubAheadMs(), now.view())));
      }
    }

    /** JSON has no line breaks of its own here, so it is one line of data. */
    private void send(String event, String json) throws IOException {
      out.write(("event: " + event + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
