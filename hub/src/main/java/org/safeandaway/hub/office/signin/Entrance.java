package org.safeandaway.hub.office.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.security.Browsers;
import org.safeandaway.hub.security.Cookies;
import org.safeandaway.hub.security.LocalPath;
import org.safeandaway.hub.security.Origins;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.security.SignIn;

/** What the browser and signing in have to do with each other: its cookies, and where to go. */
@Singleton
final class Entrance {
  private final Cookies cookies;
  private final Origins origins;
  private final People people;

  Entrance(Cookies cookies, Origins origins, People people) {
    this.cookies = cookies;
    this.origins = origins;
    this.people = people;
  }

  SignIn.Asked asked(HttpRequest<?> request, String who, String password) {
    return new SignIn.Asked(
        who,
        password,
        cookies.read(request, Cookies.Kind.BROWSER),
        cookies.read(request, Cookies.Kind.SESSION),
        origins.of(request),
        Browsers.words(request));
  }

  /** In, with the cookies of a new session. */
  MutableHttpResponse<?> open(SignIn.Welcome welcome, Optional<String> next) {
    Collection<String> roles = people.one(welcome.person()).map(People.Person::roles).orElseThrow();
    return HttpResponse.seeOther(URI.create(next.orElseGet(() -> home(roles))))
        .cookie(cookies.cookie(Cookies.Kind.SESSION, welcome.session()))
        .cookie(cookies.cookie(Cookies.Kind.BROWSER, welcome.browser()));
  }

  MutableHttpResponse<?> goOn(Authentication known, Optional<String> next) {
    return HttpResponse.seeOther(URI.create(next.orElseGet(() -> home(known.getRoles()))));
  }

  MutableHttpResponse<?> close() {
    return HttpResponse.seeOther(URI.create("/sign-in?signed-out=yes"))
        .cookie(cookies.forget(Cookies.Kind.SESSION));
  }

  /** The address may be anything that somebody put into a link. */
  static Optional<String> next(String asked) {
    return LocalPath.of(asked).filter(path -> !path.equals("/"));
  }

  /** Visitors see their own visits and no board. */
  private static String home(Collection<String> roles) {
    return roles.stream().anyMatch(role -> !role.equals(Role.VISITOR.word())) ? "/" : "/visits";
  }
}
