package org.safeandaway.hub.notify;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks providers over HTTP, with everything bounded: how long it takes in all, how much is read of
 * an answer. It follows no redirect, since that would take a secret to somewhere else, and speaks
 * HTTPS, but for a provider on this very machine.
 */
@Singleton
public final class ProviderHttp {
  /** Source: {@link Channel#send}. */
  public static final Duration LIMIT = Duration.ofSeconds(10);

  /** What providers answer is a few hundred bytes. */
  private static final int LONGEST_ANSWER = 256 * 1024;

  private final HttpClient client;
  private final Duration limit;

  /** With the limit that channels keep to. */
  @Inject
  public ProviderHttp() {
    this(LIMIT);
  }

  /**
   * @param limit for one request in all, from the name's look-up to the last byte
   */
  public ProviderHttp(Duration limit) {
    this.limit = limit;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(limit)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** What came of a request. */
  public sealed interface Result permits ProviderAnswer, Silence {}

  /**
   * Nothing came, or not in time. Whether the provider has taken the request is not known.
   *
   * @param why technical, without secrets and personal data
   */
  public record Silence(String why) implements Result {
    public Channel.Outcome outcome() {
      return new Channel.Outcome.TryLater(null, why);
    }
  }

  /**
   * @throws InterruptedException the hub stops; whether the provider took it is not known
   */
  public Result ask(HttpRequest request) throws InterruptedException {
    if (!isSafe(request.uri())) {
      throw new IllegalArgumentException("a provider is asked by https only");
    }
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
    try {
      HttpResponse<String> got = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new ProviderAnswer(got.statusCode(), got.headers(), got.body());
    } catch (TimeoutException e) {
      return new Silence("no answer within " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      return silence(e.getCause());
    } finally {
      // Ends the exchange if it is still going on.
      answer.cancel(true);
    }
  }

  private static Silence silence(@Nullable Throwable cause) {
    if (cause instanceof IOException failure) {
      // By its class only: the words of some name the whole address, which may be a secret.
      return new Silence("the network failed: " + failure.getClass().getSimpleName());
    }
    throw new IllegalStateException("asking a provider failed", cause);
  }

  /** Whether a secret may be sent there. */
  public static boolean isSafe(URI address) {
    String host = address.getHost();
    if (host == null || address.getUserInfo() != null) {
      return false;
    }
    return "https".equalsIgnoreCase(address.getScheme())
        || ("http".equalsIgnoreCase(address.getScheme()) && isThisMachine(host));
  }

  /** By its name alone; nothing is looked up. */
  public static boolean isThisMachine(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
