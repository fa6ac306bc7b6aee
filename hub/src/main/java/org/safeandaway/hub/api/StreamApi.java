package org.safeandaway.hub.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.safeandaway.hub.security.Doors;
import org.safeandaway.hub.security.StillAllowed;
import org.safeandaway.hub.stream.Streams;

/**
 * Every change of an alarm or a watch, as it happens, for ever: see {@code org.safeandaway.hub
 * .stream}.
 */
@Controller(Doors.STREAM)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StreamApi {
  private static final String LAST = "Last-Event-ID";

  private final Streams streams;
  private final StillAllowed stillAllowed;

  StreamApi(Streams streams, StillAllowed stillAllowed) {
    this.streams = streams;
    this.stillAllowed = stillAllowed;
  }

  /**
   * @param after what the header {@code Last-Event-ID} says, for who cannot send it the first time
   */
  @Get
  @Produces(MediaType.TEXT_EVENT_STREAM)
  HttpResponse<Publisher<byte[]>> follow(
      HttpRequest<?> request, Authentication authentication, @QueryValue @Nullable String after) {
    String last = request.getHeaders().get(LAST);
    Publisher<byte[]> events =
        streams
            .follow(
                authentication.getName(),
                last == null ? after : last,
                () -> stillAllowed.toLook(request, Doors.STREAM))
            .orElseThrow(StreamApi::full);
    return HttpResponse.<Publisher<byte[]>>ok(events)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        // A proxy that collects before it passes on would make a late alarm of it.
        .header("X-Accel-Buffering", "no");
  }

  private static ProblemException full() {
    return new ProblemException(
        Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "There are as many streams as the hub has room for: "
                + Streams.MOST_OF_ONE
                + " of one person, "
                + Streams.MOST
                + " together. End one that is not needed any more."));
  }
}
