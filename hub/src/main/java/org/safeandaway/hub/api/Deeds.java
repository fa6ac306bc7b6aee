package org.safeandaway.hub.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.security.authentication.Authentication;
import java.net.URI;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How every request is carried out that asks something of one visit, one alarm, one drill:
 *
 * <ol>
 *   <li>Read what was sent; every mistake in it is told before anything is looked up.
 *   <li>Read which one is meant. What nobody ever had has no such id.
 *   <li>Do it, in the caller's name and once for the same request.
 *   <li>Answer with how it then is, as the caller may see it.
 * </ol>
 *
 * @param <I> the id of such a thing
 * @param <V> such a thing, as people see it
 */
final class Deeds<I, V> {
  private final Idempotency idempotency;
  private final Function<String, I> ids;
  private final BiFunction<Caller, I, V> views;

  Deeds(Idempotency idempotency, Function<String, I> ids, BiFunction<Caller, I, V> views) {
    this.idempotency = idempotency;
    this.ids = ids;
    this.views = views;
  }

  /** What is done to a thing, and needs no words. */
  interface Deed<I> {
    void carryOut(Caller caller, I thing, String fingerprint);
  }

  /** What is done to a thing, as it was sent. */
  interface DeedWith<I, T> {
    void carryOut(Caller caller, I thing, T sent, String fingerprint);
  }

  /** Makes a thing of what was sent, and says which it became. */
  interface Making<I, T> {
    I carryOut(Caller caller, T sent, String fingerprint);
  }

  /** For a request without fields. */
  V done(
      HttpRequest<?> request,
      String id,
      @Nullable JsonNode body,
      Authentication authentication,
      Deed<I> deed) {
    Fields.none(body);
    return carriedOut(request, id, body, authentication, deed);
  }

  /** For a request whose fields this reads. */
  <T> V done(
      HttpRequest<?> request,
      String id,
      @Nullable JsonNode body,
      Authentication authentication,
      Function<Fields, T> reader,
      DeedWith<I, T> deed) {
    T sent = Fields.read(body, reader);
    return carriedOut(
        request,
        id,
        body,
        authentication,
        (caller, thing, fingerprint) -> deed.carryOut(caller, thing, sent, fingerprint));
  }

  /**
   * For a request that makes another one.
   *
   * @param place the address of them all, with a slash at its end
   */
  <T> HttpResponse<V> made(
      HttpRequest<?> request,
      @Nullable JsonNode body,
      Authentication authentication,
      Function<Fields, T> reader,
      Making<I, T> making,
      String place) {
    T sent = Fields.read(body, reader);
    Caller caller = Caller.of(authentication);
    I thing = making.carryOut(caller, sent, fingerprint(request, caller, body));
    return HttpResponse.created(views.apply(caller, thing), URI.create(place + thing));
  }

  private V carriedOut(
      HttpRequest<?> request,
      String id,
      @Nullable JsonNode body,
      Authentication authentication,
      Deed<I> deed) {
    I thing = ids.apply(id);
    Caller caller = Caller.of(authentication);
    deed.carryOut(caller, thing, fingerprint(request, caller, body));
    return views.apply(caller, thing);
  }

  private String fingerprint(HttpRequest<?> request, Caller caller, @Nullable JsonNode body) {
    return idempotency.fingerprint(request, caller.person(), body);
  }
}
