package org.safeandaway.hub.security;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Turns {@code Authorization: Bearer …} into the person who holds the token. */
@Singleton
public final class BearerTokens implements TokenValidator<HttpRequest<?>> {
  /** Of a scraper that holds the configured token and is no person. */
  public static final String SCRAPER = "scraper";

  private final Tokens tokens;
  private final @Nullable String scrapeToken;

  BearerTokens(
      Tokens tokens, @Value("${safeandaway.metrics.scrape-token:}") @Nullable String scrapeToken) {
    this.tokens = tokens;
    this.scrapeToken = scrapeToken;
  }

  @Override
  public Publisher<Authentication> validateToken(String token, HttpRequest<?> request) {
    if (isScrapeToken(token)) {
      return Mono.just(Authentication.build(SCRAPER, List.of(SCRAPER)));
    }
    // The database is asked, so not on the thread that serves the network.
    return Mono.fromCallable(() -> find(token))
        .flatMap(Mono::justOrEmpty)
        .subscribeOn(Schedulers.boundedElastic());
  }

  private Optional<Authentication> find(String token) {
    return tokens
        .bearer(new Secret(token))
        .map(
            bearer ->
                Authentication.build(
                    bearer.person().value(),
                    bearer.roles().stream().map(Role::word).toList(),
                    Map.of("token", bearer.token().toString())));
  }

  private boolean isScrapeToken(String token) {
    return scrapeToken != null
        && !scrapeToken.isBlank()
        && MessageDigest.isEqual(
            scrapeToken.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
