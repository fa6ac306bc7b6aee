package org.safeandaway.hub.office;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.security.Csrf;
import org.safeandaway.hub.security.Role;

/** Makes what a page has around its content. Asked before the page's own rows are read. */
@Singleton
public class Pages {
  private final Settings.Site site;
  private final Revision revision;
  private final HubTime time;
  private final Worlds worlds;
  private final Database database;
  private final Csrf csrf;

  public Pages(
      Settings settings,
      Revision revision,
      HubTime time,
      Worlds worlds,
      Database database,
      Csrf csrf) {
    this.site = settings.site();
    this.revision = revision;
    this.time = time;
    this.worlds = worlds;
    this.database = database;
    this.csrf = csrf;
  }

  public Page page(HttpRequest<?> request, String title, Page.Tab tab) {
    return page(request, title, tab, Naming.FULL);
  }

  /** A page that calls people in this way. */
  public Page page(HttpRequest<?> request, String title, Page.Tab tab, Naming naming) {
    Revision.Rev rev = revision.now();
    Times times = times();
    Page.@Nullable Person person = person(request).orElse(null);
    return new Page(
        title,
        tab,
        person,
        csrf.token(request),
        rev,
        times,
        person != null && person.watches() ? worlds.at(times, person.id(), naming) : null,
        site.name(),
        site.telephone());
  }

  /** For a page that is the same whoever looks at it. The database is not asked. */
  public Page outside(HttpRequest<?> request, String title) {
    return unasked(title, csrf.entranceToken(request));
  }

  /** For a page that names nobody, but belongs to their session. The database is not asked. */
  public Page nameless(HttpRequest<?> request, String title) {
    return unasked(title, csrf.token(request));
  }

  private Page unasked(String title, String token) {
    return new Page(
        title,
        Page.Tab.OTHER,
        null,
        token,
        revision.now(),
        times(),
        null,
        site.name(),
        site.telephone());
  }

  /** Now, in the school's zone. */
  public Times times() {
    return new Times(time.now(), site.zone());
  }

  /** What a template is given: the page around, and its own content. */
  public static Map<String, Object> model(Page page, String name, Object content) {
    return Map.of("page", page, name, content);
  }

  private Optional<Page.Person> person(HttpRequest<?> request) {
    return request.getUserPrincipal(Authentication.class).map(this::person);
  }

  private Page.Person person(Authentication known) {
    String id = known.getName();
    String name =
        database
            .row(row -> row.text("name"), "select name from person where id = ?", id)
            .orElse(id);
    return new Page.Person(
        id,
        name,
        known.getRoles().stream()
            .flatMap(word -> Role.of(word).stream())
            .collect(Collectors.toUnmodifiableSet()));
  }
}
